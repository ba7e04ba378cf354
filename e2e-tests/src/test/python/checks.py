"""What the client programs share: who they speak to, what the models should answer, and how a failure is told."""

import json
import math
import pathlib
import sys
import time
import traceback

EXAMPLES = pathlib.Path(__file__).resolve().parents[4] / "examples"


class Model:
    """A served model, with the answers that were recorded outside of the server."""

    def __init__(self, name):
        self.name = name
        if name == "dense":
            recorded = read("dense/answers.json")
            self.input, self.output = "x", "probability"
            self.datatype, self.width = "FP32", 1
            self.rows, self.expected = recorded["inputs"], recorded["probability"]
            self.shape, self.refused = [-1, 100], [[1.0] * 99]
        elif name == "minilm":
            recorded = read("minilm/minilm.answers.json")
            self.input, self.output = "text", "embedding"
            self.datatype, self.width = "BYTES", 384
            self.rows, self.expected = recorded["sentences"], recorded["embedding"]
            self.shape, self.refused = [-1], [["two", "words"]]
        else:
            raise SystemExit(f"no recorded answers for a model named {name}")


def read(file):
    return json.loads((EXAMPLES / file).read_text())


def equal(actual, expected, what):
    assert actual == expected, f"{what}: expected {expected!r}, got {actual!r}"


def contains(text, part, what):
    assert part in text, f"{what}: expected {part!r} in {text!r}"


def near(actual, expected, what, tolerance=2e-4):
    """Compares row by row; embeddings have length 1, so one bound does for both models."""
    equal(len(actual), len(expected), f"{what}: number of rows")
    for number, (left, right) in enumerate(zip(actual, expected)):
        left, right = list(left), list(right)
        equal(len(left), len(right), f"{what}: width of row {number}")
        for a, b in zip(left, right):
            assert math.isfinite(a) and abs(a - b) <= tolerance, f"{what}: row {number}: expected {b}, got {a}"


def refusal(kind, call, what):
    """The exception of this kind that the call ends with."""
    try:
        answer = call()
    except kind as refused:
        return refused
    raise AssertionError(f"{what}: expected a refusal, got {answer!r}")


def run(checks):
    """Runs all, says how each went, and ends the program with 1 where one failed."""
    failures = 0
    for check in checks:
        name = check.__name__.replace("_", " ")
        start = time.monotonic()
        try:
            check()
            print(f"ok      {name} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception as failure:
            failures += 1
            print(f"FAILED  {name}: {type(failure).__name__}: {failure}", flush=True)
            if not isinstance(failure, AssertionError):
                traceback.print_exc(file=sys.stdout)
    print(f"{len(checks) - failures} passed, {failures} failed")
    sys.exit(1 if failures else 0)
