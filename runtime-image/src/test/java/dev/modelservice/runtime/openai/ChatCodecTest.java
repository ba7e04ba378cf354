package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatCodecTest {

    @Test
    void readsAllThatItTakesAndIgnoresWhatItDoesNotKnow() {
        TextOrder order = decode("""
                {"model": "m", "surprise": {"x": [1]}, "user": "me", "store": true, "metadata": {"a": "b"},
                 "messages": [
                   {"role": "developer", "content": "Be short.", "name": "boss"},
                   {"role": "user", "content": [{"type": "text", "text": "Hello "}, {"text": "you", "type": "text"}]},
                   {"role": "assistant", "content": "Hi.", "tool_calls": [], "audio": null}],
                 "max_tokens": 9, "max_completion_tokens": 7, "n": 2, "stop": ["a", "b"], "seed": -3,
                 "temperature": 0.5, "top_p": 0.9, "top_k": 40, "min_p": 0.05,
                 "frequency_penalty": -2, "presence_penalty": 2,
                 "logprobs": true, "top_logprobs": 3, "response_format": {"type": "text"}, "modalities": ["text"],
                 "tools": [], "functions": null, "logit_bias": {}, "audio": null,
                 "stream": true, "stream_options": {"include_usage": true, "include_obfuscation": false}}
                """);

        assertThat(order.model()).isEqualTo("m");
        assertThat(order.choices()).isEqualTo(2);
        assertThat(order.streamed()).isTrue();
        assertThat(order.usageWanted()).isTrue();
        GenerationRequest text = order.text(0);
        assertThat(((Prompt.Chat) text.prompt()).messages())
                .containsExactly(
                        new ChatMessage("system", "Be short."),
                        new ChatMessage("user", "Hello you"),
                        new ChatMessage("assistant", "Hi."));
        assertThat(text.maxTokens()).isEqualTo(7);
        assertThat(text.stop()).containsExactly("a", "b");
        assertThat(text.topLogprobs()).isEqualTo(3);
        assertThat(text.sampling()).isEqualTo(new Sampling(0.5, 0.9, 40, 0.05, -2, 2, -3L));
        assertThat(order.text(1).sampling().seed()).isEqualTo(-2);
    }

    @Test
    void whatIsLeftOutOrNullIsAsOpenAiHasIt() {
        TextOrder order = decode(with("""
                "temperature": null, "top_p": null, "n": null, "stream": null, "stop": null, "seed": null,
                "max_tokens": null, "logprobs": null, "top_logprobs": null, "stream_options": null
                """));

        assertThat(order.choices()).isOne();
        assertThat(order.streamed()).isFalse();
        GenerationRequest text = order.text(0);
        assertThat(text.sampling()).isEqualTo(Sampling.DEFAULT);
        assertThat(text.maxTokens()).isNull();
        assertThat(text.topLogprobs()).isNull();
        assertThat(text.stop()).isEmpty();
    }

    @Test
    void logprobsAloneAreThoseOfTheChosenTokens() {
        assertThat(decode(with("\"logprobs\": true")).text(0).topLogprobs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "temperature": 2.1          | temperature | temperature: expected a number from 0 to 2, got 2.1
            "temperature": "hot"        | temperature | temperature: expected a number from 0 to 2, got "hot"
            "temperature": 1e999        | temperature | temperature: expected a number from 0 to 2, got 1e999
            "top_p": -0.1               | top_p | top_p: expected a number from 0 to 1, got -0.1
            "top_k": 1.5                | top_k | top_k: expected an integer from -1 to 2147483647, got 1.5
            "min_p": true               | min_p | min_p: expected a number from 0 to 1, got true
            "frequency_penalty": 3      | frequency_penalty | frequency_penalty: expected a number from -2 to 2, got 3
            "presence_penalty": []      | presence_penalty | presence_penalty: expected a number from -2 to 2, got an array
            "n": 0                      | n | n: expected an integer from 1 to 128, got 0
            "n": 129                    | n | n: expected an integer from 1 to 128, got 129
            "n": 99999999999999999999   | n | n: expected an integer from 1 to 128, got 99999999999999999999
            "max_tokens": 0             | max_tokens | max_tokens: expected an integer from 1 to 2147483647, got 0
            "max_completion_tokens": 2147483648 | max_completion_tokens | max_completion_tokens: expected an integer from 1 to 2147483647, got 2147483648
            "seed": 0.5                 | seed | seed: expected an integer from -9223372036854775808 to 9223372036854775807, got 0.5
            "stop": 1                   | stop | stop: expected a string or an array of strings, got 1
            "stop": [1]                 | stop[0] | stop[0]: expected a string, got 1
            "stop": []                  | stop | stop: expected at least one entry, got an empty array
            "stop": ""                  | stop | stop: expected texts of 1 to 1000 characters, got one of 0
            "stop": ["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"] | stop | stop: expected at most 16 entries, got more
            "stream": 1                 | stream | stream: expected true or false, got 1
            "stream_options": {"include_usage": true} | stream_options | stream_options: expected stream to be true beside it
            "stream": true, "stream_options": {"include_usage": 1} | stream_options.include_usage | stream_options.include_usage: expected true or false, got 1
            "top_logprobs": 2           | top_logprobs | top_logprobs: expected logprobs to be true beside it
            "logprobs": true, "top_logprobs": 21 | top_logprobs | top_logprobs: expected an integer from 0 to 20, got 21
            "response_format": {"type": "json_object"} | response_format | response_format: expected type "text", as this server cannot hold a model to a format, got "json_object"
            "tools": [{"type": "function"}] | tools | tools: this server does not take it: the model cannot call anything
            "functions": [{}]           | functions | functions: this server does not take it: the model cannot call anything
            "modalities": ["text", "audio"] | modalities | modalities: the model writes texts only
            "audio": {"voice": "x"}     | audio | audio: this server does not take it: the model writes texts only
            "logit_bias": {"50256": -100} | logit_bias | logit_bias: this server does not take it: tokens cannot be made likelier or less likely
            "messages": []              | messages | messages: expected at least one entry, got an empty array
            "messages": {}              | messages | messages: expected an array of messages, got an object
            "messages": ["hello"]       | messages[0] | messages[0]: expected an object, got "hello"
            "messages": [{"content": "x"}] | messages[0].role | messages[0].role is missing
            "messages": [{"role": "user"}] | messages[0].content | messages[0].content is missing
            "messages": [{"role": "user", "content": 1}] | messages[0].content | messages[0].content: expected a string or an array of parts, got 1
            "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}] | messages[0].content[0].type | messages[0].content[0].type: expected "text", as the model reads nothing else, got "image_url"
            "messages": [{"role": "user", "content": [{"type": "text"}]}] | messages[0].content[0].text | messages[0].content[0].text is missing
            "messages": [{"role": "tool", "content": "x"}] | messages[0].role | messages[0].role: the model cannot call anything, so nothing answered it
            "messages": [{"role": "", "content": "x"}] | messages[0].role | messages[0].role: expected system, user or assistant
            "messages": [{"role": "assistant", "content": "x", "tool_calls": [{}]}] | messages[0].tool_calls | messages[0].tool_calls: this server does not take it: the model knows texts only
            "model": 1                  | model | model: expected a string, got 1
            "model": null, "x": 1       | model | model is missing
            """)
    void whatDoesNotFitIsRefusedByTheNameOfItsField(String fields, String field, String message) {
        // The last of two fields of the same name counts.
        Rejection.Malformed refusal = fields.startsWith("\"model\": null")
                ? refusal("{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], " + fields + "}")
                : refusal(with(fields));

        assertThat(refusal.message()).isEqualTo(message);
        assertThat(refusal.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"messages\": [{\"role\": \"user\", \"content\": \"x", "nonsense"})
    void whatIsNoObjectIsRefused(String body) {
        assertThat(refusal(body).field()).isNull();
    }

    @Test
    void moreMessagesThanAnyContextHoldsAreRefused() {
        String messages = "{\"role\":\"user\",\"content\":\"x\"},".repeat(100_000);

        assertThat(refusal("{\"model\":\"m\",\"messages\":[" + messages + "{}]}")
                        .message())
                .isEqualTo("messages: expected at most 10000 entries, got more");
    }

    @Test
    void depthIsBounded() {
        assertThat(refusal("{\"x\":" + "[".repeat(100_000)).message())
                .startsWith("the request is no JSON that can be read: Document nesting depth");
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        byte[] body = "{\"model\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[10] = (byte) 0xC3;

        assertThat(catchThrowableOfType(RejectedException.class, () -> ChatCodec.decode(body)))
                .hasMessageStartingWith("the request is no JSON that can be read: Invalid UTF-8");
    }

    private static String with(String fields) {
        return "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}], " + fields + "}";
    }

    private static TextOrder decode(String body) {
        return ChatCodec.decode(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Rejection.Malformed refusal(String body) {
        RejectedException refused = catchThrowableOfType(RejectedException.class, () -> decode(body));
        assertThat(refused).as("refusal of %s", body).isNotNull();
        return (Rejection.Malformed) refused.rejection();
    }
}
