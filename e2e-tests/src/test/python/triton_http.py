"""Usage: triton_http.py MODEL HOST:PORT - NVIDIA's tritonclient over HTTP, with JSON and with binary tensors."""

import sys

import numpy
import tritonclient.http as triton
from tritonclient.utils import InferenceServerException

from checks import Model, contains, equal, near, refusal, run

model = Model(sys.argv[1])
client = triton.InferenceServerClient(sys.argv[2], concurrency=4)


def tensor(rows, binary):
    array = numpy.array(rows, dtype=numpy.float32 if model.datatype == "FP32" else object)
    given = triton.InferInput(model.input, list(array.shape), model.datatype)
    given.set_data_from_numpy(array, binary_data=binary)
    return given


def infer(rows, binary_in, binary_out, **more):
    wanted = triton.InferRequestedOutput(model.output, binary_data=binary_out)
    return client.infer(more.pop("name", model.name), [tensor(rows, binary_in)], outputs=[wanted], **more)


def the_server_and_the_model_are_ready():
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(model.name)
    assert not client.is_model_ready("other"), "a model that is not there is not ready"


def the_server_says_that_it_speaks_binary_tensors():
    contains(client.get_server_metadata()["extensions"], "binary_tensor_data", "extensions")


def the_metadata_has_the_inputs_and_the_outputs():
    metadata = client.get_model_metadata(model.name)
    equal(metadata["name"], model.name, "name")
    equal(metadata["inputs"], [{"name": model.input, "datatype": model.datatype, "shape": model.shape}], "inputs")
    equal(metadata["outputs"], [{"name": model.output, "datatype": "FP32", "shape": [-1, model.width]}], "outputs")


def json_in_and_out():
    answer = infer(model.rows, False, False, request_id="a1")
    near(answer.as_numpy(model.output), model.expected, "answer")
    equal(answer.get_response()["id"], "a1", "id")
    equal(answer.get_response()["model_name"], model.name, "model_name")


def binary_in_and_out():
    answer = infer(model.rows, True, True)
    near(answer.as_numpy(model.output), model.expected, "answer")
    size = 4 * model.width * len(model.rows)
    equal(answer.get_output(model.output)["parameters"], {"binary_data_size": size}, "parameters of the output")


def binary_in_and_json_out():
    answer = infer(model.rows, True, False)
    near(answer.as_numpy(model.output), model.expected, "answer")
    assert "data" in answer.get_output(model.output), "the answer was asked for as JSON"


def json_in_and_binary_out():
    near(infer(model.rows, False, True).as_numpy(model.output), model.expected, "answer")


def without_outputs_named_all_come_and_binary():
    answer = client.infer(model.name, [tensor(model.rows, True)])
    near(answer.as_numpy(model.output), model.expected, "answer")


def several_at_once_each_get_their_own_answer():
    pending = [client.async_infer(model.name, [tensor([row], True)]) for row in model.rows]
    answers = [one.get_result().as_numpy(model.output)[0] for one in pending]
    near(answers, model.expected, "answers")


def the_statistics_count_requests():
    before = client.get_inference_statistics(model.name)["model_stats"][0]
    infer(model.rows, True, True)
    after = client.get_inference_statistics(model.name)["model_stats"][0]
    equal(after["name"], model.name, "name")
    assert after["inference_count"] >= before["inference_count"] + len(model.rows), "inference_count counts rows"
    assert after["inference_stats"]["success"]["count"] > before["inference_stats"]["success"]["count"]
    assert after["inference_stats"]["success"]["ns"] > 0


def the_repository_has_the_model():
    index = client.get_model_repository_index()
    equal([(one["name"], one["state"]) for one in index], [(model.name, "READY")], "repository index")


def another_model_is_not_found():
    refused = refusal(InferenceServerException, lambda: infer(model.rows, True, True, name="other"), "other")
    equal(refused.status(), "404", "status")
    contains(refused.message(), "other", "message")


def a_wrong_shape_is_refused_with_the_name_of_the_input():
    for binary in (False, True):
        refused = refusal(InferenceServerException, lambda: infer(model.refused, binary, binary), "wrong shape")
        equal(refused.status(), "400", "status")
        contains(refused.message(), f"'{model.input}'", "message")


def another_output_is_refused():
    wanted = triton.InferRequestedOutput("nothing")
    call = lambda: client.infer(model.name, [tensor(model.rows, True)], outputs=[wanted])
    equal(refusal(InferenceServerException, call, "another output").status(), "400", "status")


run(
    [
        the_server_and_the_model_are_ready,
        the_server_says_that_it_speaks_binary_tensors,
        the_metadata_has_the_inputs_and_the_outputs,
        json_in_and_out,
        binary_in_and_out,
        binary_in_and_json_out,
        json_in_and_binary_out,
        without_outputs_named_all_come_and_binary,
        several_at_once_each_get_their_own_answer,
        the_statistics_count_requests,
        the_repository_has_the_model,
        another_model_is_not_found,
        a_wrong_shape_is_refused_with_the_name_of_the_input,
        another_output_is_refused,
    ]
)
