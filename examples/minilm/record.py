#!/usr/bin/env python3
"""Records what all-MiniLM-L6-v2 answers outside of our runtime: Python onnxruntime and tokenizers.

    record.py FOLDER NAME...      for example: record.py runtime-image/target/models minilm minilm-int8

Each FOLDER/NAME holds model.onnx and tokenizer.json. Writes NAME.answers.json beside this file. See README.md.
"""
import json
import os
import pathlib
import sys

# Read when onnxruntime is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnxruntime
import tokenizers

HERE = pathlib.Path(__file__).parent
SENTENCES = [
    "A cat sleeps on the warm windowsill.",
    "A kitten is napping in the sun.",
    "Quarterly revenue grew by twelve percent.",
    "Größe, naïveté and 東京 cost 5 € — or 6½?",
    "ok",
    "The committee met for hours and talked about roads, schools, water, taxes, parks, the library and the harbour, and "
    "then about all of it again, because nobody had written anything down the first time. " * 5,
]


def embed(session, tokenizer, sentences):
    encodings = tokenizer.encode_batch(sentences)
    feed = {
        "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
        "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int64),
        "token_type_ids": np.array([e.type_ids for e in encodings], dtype=np.int64),
    }
    wanted = {i.name for i in session.get_inputs()}
    (hidden,) = session.run(["last_hidden_state"], {k: v for k, v in feed.items() if k in wanted})
    mask = feed["attention_mask"][:, :, None].astype(np.float32)
    mean = (hidden * mask).sum(axis=1) / mask.sum(axis=1)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def record(folder, name):
    session = onnxruntime.InferenceSession(folder / name / "model.onnx", providers=["CPUExecutionProvider"])
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / name / "tokenizer.json"))
    # The longest text is cut where the tokenizer says; the padding is ours, so every text runs alone without any.
    tokenizer.no_padding()
    alone = np.concatenate([embed(session, tokenizer, [s]) for s in SENTENCES])
    tokenizer.enable_padding()
    together = embed(session, tokenizer, SENTENCES)
    print(name, "max |alone - together| =", np.abs(alone - together).max(),
          "min cosine =", (alone * together).sum(axis=1).min())
    (HERE / f"{name}.answers.json").write_text(json.dumps({
        "origin": f"Python onnxruntime {onnxruntime.__version__} and tokenizers {tokenizers.__version__}, CPU, by record.py;"
                  " each sentence alone, mean pooling, length 1",
        "sentences": SENTENCES,
        "tokens": [len(e) for e in (tokenizer.encode(s) for s in SENTENCES)],
        "embedding": [[round(float(v), 7) for v in row] for row in alone],
    }, separators=(",", ":"), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for model in sys.argv[2:]:
        record(pathlib.Path(sys.argv[1]), model)
