"""Usage: openai_text.py MODEL HOST:PORT - OpenAI's own client lets a language model write. The server's queue must be short."""

import sys
from concurrent.futures import ThreadPoolExecutor

import openai

from checks import contains, equal, refusal, run

name = sys.argv[1]
client = openai.OpenAI(base_url=f"http://{sys.argv[2]}/v1", api_key="none", max_retries=0, timeout=120)
QUESTION = [{"role": "user", "content": "What is the capital of France?"}]
GREEDY = {"temperature": 0, "max_tokens": 24}


def chat(messages=QUESTION, **more):
    return client.chat.completions.create(model=more.pop("model", name), messages=messages, **{**GREEDY, **more})


def complete(prompt="The capital of France is", **more):
    return client.completions.create(model=name, prompt=prompt, **{**GREEDY, **more})


def the_model_is_listed():
    equal([one.id for one in client.models.list()], [name], "models")
    equal(client.models.retrieve(name).id, name, "model")


def a_chat_is_answered():
    answer = chat()
    equal(answer.object, "chat.completion", "object")
    equal(answer.model, name, "model")
    equal(answer.choices[0].message.role, "assistant", "role")
    contains(answer.choices[0].message.content, "Paris", "content")
    equal(answer.choices[0].finish_reason, "stop", "finish_reason")


def the_usage_adds_up():
    usage = chat(max_tokens=3).usage
    assert usage.prompt_tokens > 5, f"{usage.prompt_tokens} tokens of the question and its template"
    equal(usage.completion_tokens, 3, "completion_tokens")
    equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens, "total_tokens")


def a_bound_on_tokens_ends_with_length():
    equal(chat(max_tokens=3).choices[0].finish_reason, "length", "with max_tokens")
    bounded = client.chat.completions.create(model=name, messages=QUESTION, temperature=0, max_completion_tokens=3)
    equal(bounded.choices[0].finish_reason, "length", "with max_completion_tokens")


def a_text_is_continued():
    answer = complete()
    equal(answer.object, "text_completion", "object")
    contains(answer.choices[0].text, "Paris", "text")
    assert not answer.choices[0].text.startswith("The capital"), "the prompt is not repeated"


def a_stop_string_ends_the_text_before_it():
    answer = chat(stop=["Paris"])
    assert "Paris" not in answer.choices[0].message.content, answer.choices[0].message.content
    equal(answer.choices[0].finish_reason, "stop", "finish_reason")


def the_same_seed_gives_the_same_text():
    write = lambda seed: chat([{"role": "user", "content": "Write a line about the sea."}], temperature=1.0, seed=seed)
    texts = [write(seed).choices[0].message.content for seed in (7, 7, 8, 9)]
    equal(texts[1], texts[0], "the same seed")
    assert len(set(texts)) > 1, f"other seeds gave the same text: {texts[0]!r}"


def a_stream_gives_the_same_text_in_pieces():
    pieces = [chunk.choices[0] for chunk in chat(stream=True)]
    assert all(piece.finish_reason is None for piece in pieces[:-1]), "only the last piece says how it ended"
    equal(pieces[-1].finish_reason, "stop", "finish_reason")
    equal(pieces[0].delta.role, "assistant", "role of the first piece")
    text = "".join(piece.delta.content or "" for piece in pieces)
    assert len(pieces) > 3, f"only {len(pieces)} pieces"
    equal(text, chat().choices[0].message.content, "the pieces together")


def a_stream_ends_with_the_usage_where_it_is_wanted():
    chunks = list(chat(stream=True, stream_options={"include_usage": True}))
    assert all(chunk.usage is None for chunk in chunks[:-1]), "only the last chunk has the usage"
    equal(chunks[-1].choices, [], "choices of the last chunk")
    equal(chunks[-1].usage, chat().usage, "usage")
    equal({chunk.id for chunk in chunks}, {chunks[0].id}, "id of the chunks")


def a_completion_streams_as_well():
    text = "".join(chunk.choices[0].text for chunk in complete(stream=True))
    equal(text, complete().choices[0].text, "the pieces together")


def a_reader_who_leaves_makes_room():
    for _ in range(12):
        with chat(stream=True, max_tokens=400) as stream:
            next(iter(stream))
    contains(chat().choices[0].message.content, "Paris", "content")


def several_at_once_each_get_their_own_answer():
    capitals = {"France": "Paris", "Italy": "Rome", "Japan": "Tokyo"}
    ask = lambda land: chat([{"role": "user", "content": f"What is the capital of {land}?"}])
    with ThreadPoolExecutor(len(capitals)) as threads:
        for land, answer in zip(capitals, threads.map(ask, capitals)):
            contains(answer.choices[0].message.content, capitals[land], land)


def another_model_is_not_found():
    refused = refusal(openai.NotFoundError, lambda: chat(model="other"), "another model")
    contains(refused.body["message"], "other", "message")
    equal(refused.code, "model_not_found", "code")


def bad_requests_name_the_field():
    for field, call in {
        "temperature": lambda: chat(temperature=-1),
        "max_tokens": lambda: chat(max_tokens=-5),
        "messages": lambda: chat([]),
    }.items():
        refused = refusal(openai.BadRequestError, call, field)
        contains(refused.param, field, "param")
        equal(refused.type, "invalid_request_error", "type")


def a_prompt_beyond_the_context_is_a_bad_request():
    refused = refusal(openai.BadRequestError, lambda: chat([{"role": "user", "content": "word " * 20_000}]), "too long")
    equal(refused.code, "context_length_exceeded", "code")


def embeddings_of_a_language_model_are_a_bad_request():
    call = lambda: client.embeddings.create(model=name, input="text")
    refusal(openai.BadRequestError, call, "embeddings")


def too_many_at_once_are_told_to_come_later():
    def ask(_):
        try:
            return chat(max_tokens=16).usage.completion_tokens
        except openai.RateLimitError as refused:
            return refused

    with ThreadPoolExecutor(24) as threads:
        answers = list(threads.map(ask, range(24)))
    refused = [one for one in answers if isinstance(one, openai.RateLimitError)]
    assert len(refused) < len(answers), "nobody was let in"
    assert refused, "24 at once were all let in: is the server's queue as short as this program wants it?"
    assert int(refused[0].response.headers["retry-after"]) > 0


run(
    [
        the_model_is_listed,
        a_chat_is_answered,
        the_usage_adds_up,
        a_bound_on_tokens_ends_with_length,
        a_text_is_continued,
        a_stop_string_ends_the_text_before_it,
        the_same_seed_gives_the_same_text,
        a_stream_gives_the_same_text_in_pieces,
        a_stream_ends_with_the_usage_where_it_is_wanted,
        a_completion_streams_as_well,
        a_reader_who_leaves_makes_room,
        several_at_once_each_get_their_own_answer,
        another_model_is_not_found,
        bad_requests_name_the_field,
        a_prompt_beyond_the_context_is_a_bad_request,
        embeddings_of_a_language_model_are_a_bad_request,
        too_many_at_once_are_told_to_come_later,
    ]
)
