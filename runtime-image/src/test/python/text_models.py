#!/usr/bin/env python3
"""Makes the small text models in src/test/resources/text-models, and records what Python answers with them.

They are real transformers (two layers, random weights of a fixed seed) with a real WordPiece tokenizer. Needs numpy, onnx,
onnxruntime and tokenizers, in the versions of examples/*/requirements.txt.
"""
import json
import os
import pathlib

# Read when onnxruntime is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnx
import onnxruntime
import tokenizers
from onnx import TensorProto as T
from onnx import helper, numpy_helper

OUT = pathlib.Path(__file__).parent.parent / "resources" / "text-models"
WIDTH, HEADS, LAYERS, FEED, PLACES = 16, 2, 2, 32, 64
MOST_TOKENS = 24
TEXTS = [
    "A cat sleeps.",
    "a kitten sleeps on the warm sofa, and the cat sleeps on the roof",
    "",
    "Größe 東京 \U0001F600 unheard-of words",
    "the cat and the kitten " * 20,
]
QUERY = "where does the cat sleep?"
LABELS = ["animals", "weather", "money"]


def tokenizer():
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    words = "the cat kitten sleep sleeps on warm sofa roof and where does unheard words".split()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", ",", "?", "-", *words, *letters, *("##" + c for c in letters)]
    model = tokenizers.models.WordPiece({w: i for i, w in enumerate(vocabulary)}, unk_token="[UNK]")
    made = tokenizers.Tokenizer(model)
    made.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    made.enable_truncation(MOST_TOKENS)
    # As many tokenizer.json ask for it; the runtime pads to the longest text of a run instead.
    made.enable_padding(length=MOST_TOKENS)
    return made, len(vocabulary)


class Graph:
    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.nodes, self.weights, self.count = [], [], 0

    def weight(self, *shape, scale=0.5):
        return self.constant((self.random.standard_normal(shape) * scale).astype(np.float32))

    def constant(self, value):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, kind, *inputs, output=None, **attributes):
        self.count += 1
        output = output or f"t{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def linear(self, x, inner, outer, output=None):
        return self.node("Add", self.node("MatMul", x, self.weight(inner, outer)), self.weight(outer, scale=0.1), output=output)

    def norm(self, x, output=None):
        ones, zeros = self.constant(np.ones(WIDTH, np.float32)), self.constant(np.zeros(WIDTH, np.float32))
        return self.node("LayerNormalization", x, ones, zeros, axis=-1, output=output)

    def heads(self, x):
        split = self.node("Reshape", x, self.constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64)))
        return self.node("Transpose", split, perm=[0, 2, 1, 3])

    def attention(self, x, hidden):
        q, k, v = (self.heads(self.linear(x, WIDTH, WIDTH)) for _ in range(3))
        scores = self.node("MatMul", q, self.node("Transpose", k, perm=[0, 1, 3, 2]))
        scaled = self.node("Div", scores, self.constant(np.float32((WIDTH // HEADS) ** 0.5)))
        weights = self.node("Softmax", self.node("Add", scaled, hidden), axis=-1)
        joined = self.node("Transpose", self.node("MatMul", weights, v), perm=[0, 2, 1, 3])
        return self.linear(self.node("Reshape", joined, self.constant(np.array([0, 0, WIDTH], np.int64))), WIDTH, WIDTH)

    def transformer(self, words):
        """From tokens to last_hidden_state, as BERT does it."""
        length = self.node("Gather", self.node("Shape", "input_ids"), self.constant(np.int64(1)))
        places = self.node("Range", self.constant(np.int64(0)), length, self.constant(np.int64(1)))
        x = self.node("Add", self.node("Gather", self.weight(words, WIDTH), "input_ids"),
                      self.node("Gather", self.weight(2, WIDTH), "token_type_ids"))
        x = self.norm(self.node("Add", x, self.node("Gather", self.weight(PLACES, WIDTH), places)))
        mask = self.node("Cast", self.node("Unsqueeze", "attention_mask", self.constant(np.array([1, 2], np.int64))), to=T.FLOAT)
        hidden = self.node("Mul", self.node("Sub", self.constant(np.float32(1)), mask), self.constant(np.float32(-10000)))
        for layer in range(LAYERS):
            x = self.norm(self.node("Add", x, self.attention(x, hidden)))
            feed = self.node("Relu", self.linear(x, WIDTH, FEED))
            x = self.norm(self.node("Add", x, self.linear(feed, FEED, WIDTH)),
                          output="last_hidden_state" if layer == LAYERS - 1 else None)
        return x

    def first(self, x):
        return self.node("Gather", x, self.constant(np.int64(0)), axis=1)

    def save(self, name, output, shape, tokens, config):
        inputs = [helper.make_tensor_value_info(n, T.INT64, ["texts", "tokens"])
                  for n in ("input_ids", "attention_mask", "token_type_ids")]
        graph = helper.make_graph(self.nodes, name, inputs, [helper.make_tensor_value_info(output, T.FLOAT, shape)], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        folder = OUT / name
        folder.mkdir(parents=True, exist_ok=True)
        onnx.save(model, folder / "model.onnx")
        tokens.save(str(folder / "tokenizer.json"), pretty=False)
        (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
        return onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])


def run(session, tokens, *texts):
    """One text, or one pair, alone and without padding."""
    encoding = tokens.encode(*texts)
    feed = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask, "token_type_ids": encoding.type_ids}
    (answer,) = session.run(None, {k: np.array([v], np.int64) for k, v in feed.items()})
    return answer[0].astype(np.float64)


POOLINGS = {
    "MEAN": lambda x: x.mean(axis=0),
    "CLS": lambda x: x[0],
    "MAX": lambda x: x.max(axis=0),
    "MEAN_SQRT_LENGTH": lambda x: x.sum(axis=0) / np.sqrt(len(x)),
    "WEIGHTED_MEAN": lambda x: (x * np.arange(1, len(x) + 1)[:, None]).sum(axis=0) / np.arange(1, len(x) + 1).sum(),
    "LAST": lambda x: x[-1],
}


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def rounded(rows):
    return [[round(float(v), 7) for v in row] for row in rows]


def record(name, answers):
    origin = f"Python onnxruntime {onnxruntime.__version__} and tokenizers {tokenizers.__version__}, CPU, each text alone"
    (OUT / name / "answers.json").write_text(
        json.dumps({"origin": origin, "texts": TEXTS, **answers}, separators=(",", ":"), ensure_ascii=False) + "\n")


def main():
    tokens, words = tokenizer()
    plain = tokenizers.Tokenizer.from_str(tokens.to_str())
    plain.no_padding()

    graph = Graph(1)
    graph.transformer(words)
    session = graph.save("embedding", "last_hidden_state", ["texts", "tokens", WIDTH], tokens, {"architectures": ["BertModel"]})
    record("embedding", {"tokens": [len(plain.encode(t)) for t in TEXTS]} | {
        pooling: rounded(pool(run(session, plain, t)) for t in TEXTS) for pooling, pool in POOLINGS.items()})

    graph = Graph(2)
    x = graph.transformer(words)
    graph.node("Tanh", graph.linear(graph.first(x), WIDTH, WIDTH), output="sentence_embedding")
    session = graph.save("pooled", "sentence_embedding", ["texts", WIDTH], tokens, {"architectures": ["BertModel"]})
    record("pooled", {"embedding": rounded(run(session, plain, t) for t in TEXTS)})

    graph = Graph(6)
    x = graph.transformer(words)
    graph.linear(graph.first(x), WIDTH, len(LABELS), output="logits")
    config = {"architectures": ["BertForSequenceClassification"], "id2label": {str(i): l for i, l in enumerate(LABELS)}}
    session = graph.save("labels", "logits", ["texts", "labels"], tokens, config)
    record("labels", {"softmax": rounded(softmax(run(session, plain, t)) for t in TEXTS),
                      "sigmoid": rounded(sigmoid(run(session, plain, t)) for t in TEXTS)})

    graph = Graph(4)
    x = graph.transformer(words)
    graph.linear(graph.first(x), WIDTH, 1, output="logits")
    config = {"architectures": ["BertForSequenceClassification"], "id2label": {"0": "LABEL_0"}}
    session = graph.save("scores", "logits", ["texts", 1], tokens, config)
    record("scores", {"query": QUERY,
                      "identity": [round(float(run(session, plain, QUERY, t)[0]), 7) for t in TEXTS],
                      "sigmoid": [round(float(sigmoid(run(session, plain, QUERY, t))[0]), 7) for t in TEXTS]})

    graph = Graph(5)
    x = graph.transformer(words)
    graph.linear(x, WIDTH, 2, output="logits")
    graph.save("token-labels", "logits", ["texts", "tokens", 2], tokens, {"architectures": ["BertForTokenClassification"]})


if __name__ == "__main__":
    main()
