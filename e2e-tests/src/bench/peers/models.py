"""The models of the Python servers: one onnxruntime session each, and for texts a tokenizer and a mean over the tokens."""

import pathlib

import numpy
import onnxruntime
import tokenizers


def session(folder, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(pathlib.Path(folder) / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )


class Dense:
    input, output, datatype, width = "x", "probability", "FP32", 1

    def __init__(self, folder, threads):
        self.session = session(folder, threads)

    def __call__(self, rows):
        return self.session.run(["probability"], {"x": numpy.asarray(rows, dtype=numpy.float32)})[0]


class MiniLm:
    input, output, datatype, width = "text", "embedding", "BYTES", 384

    def __init__(self, folder, threads):
        self.session = session(folder, threads)
        self.inputs = {given.name for given in self.session.get_inputs()}
        self.tokenizer = tokenizers.Tokenizer.from_file(str(pathlib.Path(folder) / "tokenizer.json"))
        self.tokenizer.enable_padding()

    def __call__(self, texts):
        return self.embed(self.tokens(texts))

    def tokens(self, texts):
        """Padded to the longest of these texts."""
        encodings = self.tokenizer.encode_batch([t.decode() if isinstance(t, bytes) else t for t in texts])
        fields = {
            "input_ids": [one.ids for one in encodings],
            "attention_mask": [one.attention_mask for one in encodings],
            "token_type_ids": [one.type_ids for one in encodings],
        }
        return {name: numpy.array(rows, dtype=numpy.int64) for name, rows in fields.items() if name in self.inputs}

    def embed(self, tokens):
        hidden = self.session.run(None, tokens)[0]
        mask = tokens["attention_mask"][:, :, None].astype(numpy.float32)
        pooled = (hidden * mask).sum(axis=1) / mask.sum(axis=1)
        return pooled / numpy.linalg.norm(pooled, axis=1, keepdims=True)


def load(name, folder, threads):
    return {"dense": Dense, "minilm": MiniLm}[name](folder, int(threads))
