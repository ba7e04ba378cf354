package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.modelservice.runtime.request.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the bytes are, they give a value or a refusal. */
final class CodecFuzzTest {

    private static final List<Consumer<byte[]>> CODECS =
            List.of(ChatCodec::decode, CompletionCodec::decode, EmbeddingsCodec::decode);
    private static final String REQUEST = """
            {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"ü😀"}]}],"prompt":["a",[1,2]],
            "input":["a","b"],"n":2,"stop":["x"],"temperature":0.5,"top_p":1e-3,"seed":7,"logprobs":true,
            "stream":true,"stream_options":{"include_usage":true},"tools":[],"logit_bias":{},"dimensions":3,
            "response_format":{"type":"text"},"encoding_format":"base64","max_tokens":5,"unknown":{"deep":[[[{}]]]}}
            """;
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "\\ud800",
            "{}",
            "[]",
            "\"x\"",
            "\u0000",
            "0.5");

    @Property(tries = 2000)
    void anyBytes(@ForAll byte[] body) {
        decode(body);
    }

    @Property(tries = 4000)
    void aRequestWithPartsOfItChanged(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder body = new StringBuilder(REQUEST);
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            int from = random.nextInt(body.length());
            int to = Math.min(body.length(), from + random.nextInt(12));
            body.replace(from, to, TOKENS.get(random.nextInt(TOKENS.size())));
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        decode(bytes);
    }

    private static void decode(byte[] body) {
        for (Consumer<byte[]> codec : CODECS) {
            assertThatNoException().isThrownBy(() -> {
                try {
                    codec.accept(body);
                } catch (RejectedException refused) {
                    // As good an answer as a value; what is in it is said elsewhere.
                }
            });
        }
    }
}
