"""Usage: kserve_client.py MODEL HTTP-HOST:PORT GRPC-HOST:PORT - KServe's inference clients: V1 and V2 over REST, V2 over gRPC."""

import asyncio
import sys

import grpc
import httpx
import numpy
from kserve import InferenceGRPCClient, InferenceRESTClient, InferInput, InferRequest, RESTConfig
from kserve.logging import logger

from checks import Model, contains, equal, near, refusal, run

model = Model(sys.argv[1])
url = "http://" + sys.argv[2]
address = sys.argv[3]
logger.disabled = True


def rest(version, ask):
    async def conversation():
        async with InferenceRESTClient(RESTConfig(protocol=version)) as client:
            return await ask(client)

    return asyncio.run(conversation())


def over_grpc(ask):
    async def conversation():
        async with InferenceGRPCClient(address) as client:
            return await ask(client)

    return asyncio.run(conversation())


def request(rows, binary):
    array = numpy.array(rows, dtype=numpy.float32 if model.datatype == "FP32" else object)
    given = InferInput(model.input, list(array.shape), model.datatype)
    given.set_data_from_numpy(array, binary_data=binary)
    return InferRequest(model_name=model.name, infer_inputs=[given], request_id="a1")


def output(answer):
    equal(answer.model_name, model.name, "model_name")
    return next(one for one in answer.outputs if one.name == model.output).as_numpy()


def v1_predicts():
    answer = rest("v1", lambda client: client.infer(url, {"instances": model.rows}, model.name))
    near(answer["predictions"], model.expected, "predictions")


def v1_takes_inputs_as_another_name_of_instances():
    answer = rest("v1", lambda client: client.infer(url, {"inputs": model.rows}, model.name))
    near(answer["predictions"], model.expected, "predictions")


def v1_says_that_the_model_is_ready():
    assert rest("v1", lambda client: client.is_model_ready(url, model.name))


def v1_refuses_a_wrong_shape_with_the_name_of_the_input():
    call = lambda: rest("v1", lambda client: client.infer(url, {"instances": model.refused}, model.name))
    refused = refusal(httpx.HTTPStatusError, call, "a wrong shape")
    equal(refused.response.status_code, 400, "status")
    contains(refused.response.json()["error"], f"'{model.input}'", "error")


def v1_does_not_find_another_model():
    call = lambda: rest("v1", lambda client: client.infer(url, {"instances": model.rows}, "other"))
    refused = refusal(httpx.HTTPStatusError, call, "another model")
    equal(refused.response.status_code, 404, "status")
    contains(refused.response.json()["error"], "other", "error")


def v2_over_rest_says_that_all_is_ready():
    assert rest("v2", lambda client: client.is_server_live(url))
    assert rest("v2", lambda client: client.is_server_ready(url))
    assert rest("v2", lambda client: client.is_model_ready(url, model.name))
    assert not rest("v2", lambda client: client.is_model_ready(url, "other"))


def v2_over_rest_in_json():
    near(output(rest("v2", lambda client: client.infer(url, request(model.rows, False), model.name))), model.expected, "answer")


def v2_over_rest_in_binary():
    near(output(rest("v2", lambda client: client.infer(url, request(model.rows, True), model.name))), model.expected, "answer")


def v2_over_rest_refuses_a_wrong_shape():
    call = lambda: rest("v2", lambda client: client.infer(url, request(model.refused, True), model.name))
    refused = refusal(httpx.HTTPStatusError, call, "a wrong shape")
    equal(refused.response.status_code, 400, "status")
    contains(refused.response.json()["error"], f"'{model.input}'", "error")


def grpc_says_that_all_is_ready():
    assert over_grpc(lambda client: client.is_server_live())
    assert over_grpc(lambda client: client.is_server_ready())
    assert over_grpc(lambda client: client.is_model_ready(model.name))


def grpc_in_typed_contents():
    near(output(over_grpc(lambda client: client.infer(request(model.rows, False)))), model.expected, "answer")


def grpc_in_raw_contents():
    near(output(over_grpc(lambda client: client.infer(request(model.rows, True)))), model.expected, "answer")


def grpc_refuses_a_wrong_shape():
    call = lambda: over_grpc(lambda client: client.infer(request(model.refused, True)))
    refused = refusal(grpc.RpcError, call, "a wrong shape")
    equal(refused.code(), grpc.StatusCode.INVALID_ARGUMENT, "status")
    contains(refused.details(), f"'{model.input}'", "details")


run(
    [
        v1_predicts,
        v1_takes_inputs_as_another_name_of_instances,
        v1_says_that_the_model_is_ready,
        v1_refuses_a_wrong_shape_with_the_name_of_the_input,
        v1_does_not_find_another_model,
        v2_over_rest_says_that_all_is_ready,
        v2_over_rest_in_json,
        v2_over_rest_in_binary,
        v2_over_rest_refuses_a_wrong_shape,
        grpc_says_that_all_is_ready,
        grpc_in_typed_contents,
        grpc_in_raw_contents,
        grpc_refuses_a_wrong_shape,
    ]
)
