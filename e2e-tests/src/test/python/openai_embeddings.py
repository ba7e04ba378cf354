"""Usage: openai_embeddings.py MODEL HOST:PORT - OpenAI's own client asks for embeddings. The server's queue must be short."""

import base64
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy
import openai

from checks import Model, contains, equal, near, refusal, run

model = Model(sys.argv[1])
client = openai.OpenAI(base_url=f"http://{sys.argv[2]}/v1", api_key="none", max_retries=0, timeout=120)


def embed(texts, **more):
    return client.embeddings.create(model=more.pop("model", model.name), input=texts, **more)


def the_model_is_listed():
    equal([one.id for one in client.models.list()], [model.name], "models")
    equal(client.models.retrieve(model.name).id, model.name, "model")


def as_the_client_asks_by_itself():
    answer = embed(model.rows)  # base64, which the client turns into numbers
    near([one.embedding for one in answer.data], model.expected, "embeddings")
    equal([one.index for one in answer.data], list(range(len(model.rows))), "index")
    equal(answer.object, "list", "object")
    equal(answer.model, model.name, "model")


def as_numbers():
    near([one.embedding for one in embed(model.rows, encoding_format="float").data], model.expected, "embeddings")


def as_base64():
    answer = embed(model.rows, encoding_format="base64")
    numbers = [numpy.frombuffer(base64.b64decode(one.embedding), dtype="<f4") for one in answer.data]
    near(numbers, model.expected, "embeddings")


def one_text_without_a_list():
    near([embed(model.rows[0]).data[0].embedding], model.expected[:1], "embedding")


def the_usage_counts_tokens():
    usage = embed(model.rows).usage
    alone = sum(embed([row]).usage.prompt_tokens for row in model.rows)
    equal(usage.prompt_tokens, alone, "tokens together, against tokens one by one")
    equal(usage.total_tokens, usage.prompt_tokens, "total_tokens")
    assert usage.prompt_tokens > 0


def another_model_is_not_found():
    refused = refusal(openai.NotFoundError, lambda: embed("text", model="other"), "another model")
    contains(refused.body["message"], "other", "message")
    equal(refused.code, "model_not_found", "code")
    refusal(openai.NotFoundError, lambda: client.models.retrieve("other"), "another model")


def no_text_is_a_bad_request():
    refused = refusal(openai.BadRequestError, lambda: embed([]), "no text")
    equal(refused.param, "input", "param")
    equal(refused.type, "invalid_request_error", "type")


def an_unknown_encoding_is_a_bad_request():
    call = lambda: client.embeddings.create(model=model.name, input="text", encoding_format="hex")
    equal(refusal(openai.BadRequestError, call, "an unknown encoding").param, "encoding_format", "param")


def too_many_at_once_are_told_to_come_later():
    texts = ["a long sentence that takes its time, " * 12] * 24

    def ask(_):
        try:
            return len(embed(texts).data)
        except openai.RateLimitError as refused:
            return refused

    with ThreadPoolExecutor(24) as threads:
        answers = list(threads.map(ask, range(24)))
    refused = [one for one in answers if isinstance(one, openai.RateLimitError)]
    equal({one for one in answers if one not in refused}, {len(texts)}, "answers of those who were let in")
    assert refused, "24 at once were all let in: is the server's queue as short as this program wants it?"
    assert int(refused[0].response.headers["retry-after"]) > 0
    assert refused[0].body["message"]


run(
    [
        the_model_is_listed,
        as_the_client_asks_by_itself,
        as_numbers,
        as_base64,
        one_text_without_a_list,
        the_usage_counts_tokens,
        another_model_is_not_found,
        no_text_is_a_bad_request,
        an_unknown_encoding_is_a_bad_request,
        too_many_at_once_are_told_to_come_later,
    ]
)
