package dev.modelservice.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.shared.GrpcMessage;
import org.junit.jupiter.api.Test;

final class BodiesTest {

    private static final Problem PROBLEM = new Problem(Kind.NOT_FOUND, "no \"x\\y\"\n");

    @Test
    void eachProtocolHasItsShape() {
        assertThat(Bodies.plain(PROBLEM)).isEqualTo("{\"error\":\"no \\\"x\\\\y\\\"\\u000a\"}");
        assertThat(Bodies.openAi(PROBLEM))
                .isEqualTo("{\"error\":{\"message\":\"no \\\"x\\\\y\\\"\\u000a\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"model\",\"code\":\"model_not_found\"}}");
        assertThat(GrpcMessage.encode("100 % \u00fc\n")).isEqualTo("100 %25 %C3%BC%0A");
    }
}
