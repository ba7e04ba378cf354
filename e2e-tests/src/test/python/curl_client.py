"""Usage: curl_client.py MODEL HOST:PORT - curl, as the documentation uses it: every REST protocol by hand."""

import json
import struct
import subprocess
import sys

from checks import Model, contains, equal, near, run

address = "http://" + sys.argv[2]
writes_text = sys.argv[1] == "smollm2"
model = None if writes_text else Model(sys.argv[1])
name = sys.argv[1]


def curl(path, *options, body=None):
    """The status, the content type and the body."""
    command = ["curl", "--silent", "--show-error", "--max-time", "120", *options]
    command += ["--write-out", "\n%{http_code} %{content_type}", address + path]
    if body is not None:
        command += ["--data-binary", "@-"]
    given = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    done = subprocess.run(command, input=given, capture_output=True)
    equal(done.returncode, 0, f"exit status of curl ({done.stderr.decode()})")
    answer, _, tail = done.stdout.rpartition(b"\n")
    status, _, content_type = tail.decode().partition(" ")
    return int(status), content_type, answer


def answered(path, *options, body=None):
    status, content_type, answer = curl(path, *options, body=body)
    equal((status, content_type.partition(";")[0]), (200, "application/json"), f"{path}: {answer[:300]!r}")
    return json.loads(answer)


def refused(path, status, body):
    actual, content_type, answer = curl(path, body=body)
    equal((actual, content_type.partition(";")[0]), (status, "application/json"), f"{path}: {answer[:300]!r}")
    return json.loads(answer)


def v2_tensor(rows):
    shape = [len(rows)] if model.datatype == "BYTES" else [len(rows), len(rows[0])]
    return {"name": model.input, "datatype": model.datatype, "shape": shape, "data": rows}


def the_health_pages_answer():
    equal(answered("/v2/health/live"), {"live": True}, "live")
    equal(answered("/v2/health/ready"), {"ready": True}, "ready")


def predict_takes_x_test():
    near(answered("/predict", body={"x_test": model.rows})["predictions"], model.expected, "predictions")


def v2_infers():
    answer = answered(f"/v2/models/{name}/infer", body={"id": "a1", "inputs": [v2_tensor(model.rows)]})
    output = answer["outputs"][0]
    equal((answer["id"], output["name"], output["shape"]), ("a1", model.output, [len(model.rows), model.width]), "answer")
    rows = [output["data"][start : start + model.width] for start in range(0, len(output["data"]), model.width)]
    near(rows, model.expected, "data")


def v2_infers_with_binary_tensors():
    raw = b""
    for row in model.rows:
        text = row.encode() if model.datatype == "BYTES" else b""
        raw += struct.pack("<I", len(text)) + text if model.datatype == "BYTES" else struct.pack(f"<{len(row)}f", *row)
    tensor = v2_tensor(model.rows)
    del tensor["data"]
    tensor["parameters"] = {"binary_data_size": len(raw)}
    head = json.dumps({"inputs": [tensor]}).encode()
    header = f"Inference-Header-Content-Length: {len(head)}"
    answer = answered(f"/v2/models/{name}/infer", "--header", header, body=head + raw)
    equal(answer["outputs"][0]["shape"], [len(model.rows), model.width], "shape")
    near([answer["outputs"][0]["data"][: model.width]], model.expected[:1], "first row")


def v1_predicts():
    near(answered(f"/v1/models/{name}:predict", body={"instances": model.rows})["predictions"], model.expected, "predictions")


def v1_models_are_listed():
    equal([one["id"] for one in answered("/v1/models")["data"]], [name], "models")


def a_refusal_is_in_the_shape_of_its_protocol():
    if model:
        v2 = refused(f"/v2/models/{name}/infer", 400, {"inputs": [v2_tensor(model.rows) | {"datatype": "FP64"}]})
        contains(v2["error"], f"'{model.input}'", "error of V2")
        v1 = refused("/v1/models/other:predict", 404, {"instances": model.rows})
        contains(v1["error"], "other", "error of V1")
        contains(refused("/predict", 400, {"x_test": model.refused})["error"], f"'{model.input}'", "error of /predict")
    openai = refused("/v1/embeddings", 404, {"model": "other", "input": "text"})
    contains(openai["error"]["message"], "other", "error of OpenAI's protocol")


def no_json_is_refused_and_not_answered_with_500():
    for path in [f"/v2/models/{name}/infer", f"/v1/models/{name}:predict", "/predict"] if model else ["/v1/completions"]:
        refused(path, 400, b'{"inputs": [')


def a_chat_streams_events():
    body = {"model": name, "messages": [{"role": "user", "content": "What is the capital of France?"}]}
    body |= {"stream": True, "temperature": 0, "max_tokens": 24}
    header = "Content-Type: application/json"
    status, content_type, answer = curl("/v1/chat/completions", "--no-buffer", "--header", header, body=body)
    equal((status, content_type.partition(";")[0]), (200, "text/event-stream"), "status and content type")
    events = [event for event in answer.decode().split("\n\n") if event.strip()]
    assert all(event.startswith("data: ") for event in events), answer
    equal(events[-1], "data: [DONE]", "last event")
    chunks = [json.loads(event.removeprefix("data: ")) for event in events[:-1]]
    contains("".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks), "Paris", "text")


run(
    [the_health_pages_answer, v1_models_are_listed, a_chat_streams_events]
    + [a_refusal_is_in_the_shape_of_its_protocol, no_json_is_refused_and_not_answered_with_500]
    if writes_text
    else [
        the_health_pages_answer,
        predict_takes_x_test,
        v2_infers,
        v2_infers_with_binary_tensors,
        v1_predicts,
        v1_models_are_listed,
        a_refusal_is_in_the_shape_of_its_protocol,
        no_json_is_refused_and_not_answered_with_500,
    ]
)
