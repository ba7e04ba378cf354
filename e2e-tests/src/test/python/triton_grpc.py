"""Usage: triton_grpc.py MODEL HOST:PORT - NVIDIA's tritonclient over gRPC."""

import sys
import threading

import numpy
import tritonclient.grpc as triton
from tritonclient.utils import InferenceServerException

from checks import Model, contains, equal, near, refusal, run

model = Model(sys.argv[1])
client = triton.InferenceServerClient(sys.argv[2])


def tensor(rows):
    array = numpy.array(rows, dtype=numpy.float32 if model.datatype == "FP32" else object)
    given = triton.InferInput(model.input, list(array.shape), model.datatype)
    given.set_data_from_numpy(array)
    return given


def infer(rows, name=model.name, **more):
    return client.infer(name, [tensor(rows)], outputs=[triton.InferRequestedOutput(model.output)], **more)


def the_server_and_the_model_are_ready():
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(model.name)


def the_metadata_has_the_inputs_and_the_outputs():
    metadata = client.get_model_metadata(model.name)
    equal(metadata.name, model.name, "name")
    equal([(one.name, one.datatype, list(one.shape)) for one in metadata.inputs],
          [(model.input, model.datatype, model.shape)], "inputs")
    equal([(one.name, one.datatype, list(one.shape)) for one in metadata.outputs],
          [(model.output, "FP32", [-1, model.width])], "outputs")


def the_server_says_who_it_is():
    assert client.get_server_metadata().name, "the server has a name"


def raw_tensors():
    answer = infer(model.rows, request_id="a1")
    near(answer.as_numpy(model.output), model.expected, "answer")
    equal(answer.get_response().id, "a1", "id")
    equal(answer.get_response().model_name, model.name, "model_name")


def at_once(requests):
    """The answers, or the refusals, in the order of the requests."""
    answers, all_there = {}, threading.Event()

    def take(number):
        def callback(result, error):
            answers[number] = error or result.as_numpy(model.output)
            if len(answers) == len(requests):
                all_there.set()

        return callback

    for number, rows in enumerate(requests):
        client.async_infer(model.name, [tensor(rows)], take(number))
    assert all_there.wait(120), f"only {len(answers)} of {len(requests)} answers came"
    return [answers[number] for number in range(len(requests))]


def several_at_once_each_get_their_own_answer():
    near([answer[0] for answer in at_once([[row] for row in model.rows[:4]])], model.expected[:4], "answers")


def too_many_at_once_are_told_to_come_later():
    if model.name != "minilm":  # the dense network is too quick for anybody to wait
        return
    answers = at_once([["a long sentence that takes its time, " * 12] * 24] * 16)
    refused = [one for one in answers if isinstance(one, InferenceServerException)]
    assert len(refused) < len(answers), "nobody was let in"
    assert refused, "16 at once were all let in: is the server's queue as short as this program wants it?"
    equal({one.status() for one in refused}, {"StatusCode.UNAVAILABLE"}, "status")


def the_statistics_count_requests():
    before = client.get_inference_statistics(model.name).model_stats[0].inference_stats.success.count
    infer(model.rows)
    after = client.get_inference_statistics(model.name).model_stats[0].inference_stats.success.count
    assert after > before, f"expected more than {before}, got {after}"


def the_repository_has_the_model():
    index = client.get_model_repository_index()
    equal([(one.name, one.state) for one in index.models], [(model.name, "READY")], "repository index")


def another_model_is_not_found():
    refused = refusal(InferenceServerException, lambda: infer(model.rows, name="other"), "another model")
    equal(refused.status(), "StatusCode.NOT_FOUND", "status")
    contains(refused.message(), "other", "message")


def a_wrong_shape_is_refused_with_the_name_of_the_input():
    refused = refusal(InferenceServerException, lambda: infer(model.refused), "a wrong shape")
    equal(refused.status(), "StatusCode.INVALID_ARGUMENT", "status")
    contains(refused.message(), f"'{model.input}'", "message")


run(
    [
        the_server_and_the_model_are_ready,
        the_metadata_has_the_inputs_and_the_outputs,
        the_server_says_who_it_is,
        raw_tensors,
        several_at_once_each_get_their_own_answer,
        the_statistics_count_requests,
        the_repository_has_the_model,
        another_model_is_not_found,
        a_wrong_shape_is_refused_with_the_name_of_the_input,
        too_many_at_once_are_told_to_come_later,
    ]
)
