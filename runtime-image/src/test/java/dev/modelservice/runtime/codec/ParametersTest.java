package dev.modelservice.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.request.RejectedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {

    private final Parameters parameters = new Parameters("input 'x'");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequence_id",
                "sequence_start",
                "sequence_end",
                "classification",
                "shared_memory_region",
                "shared_memory_offset",
                "shared_memory_byte_size"
            })
    void whatWouldChangeTheAnswerIsRefusedAndNothingIsNot(String name) {
        assertThatCode(() -> {
                    parameters.put(name, new Parameter.Whole(0));
                    parameters.put(name, new Parameter.Flag(false));
                    parameters.put(name, new Parameter.Text(""));
                })
                .doesNotThrowAnyException();
        for (Parameter value : new Parameter[] {
            new Parameter.Whole(7), new Parameter.Flag(true), new Parameter.Text("a"), new Parameter.Other()
        }) {
            assertThatThrownBy(() -> parameters.put(name, value))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageStartingWith("input 'x': parameter '" + name + "': this server ");
        }
    }

    @Test
    void base64IsRefusedAndOtherContentTypesAreNot() {
        parameters.put("content_type", new Parameter.Text("np"));

        assertThatThrownBy(() -> parameters.put("content_type", new Parameter.Text("base64")))
                .hasMessage(
                        "input 'x': parameter 'content_type': this server decodes no base64; send the texts as they are");
    }

    @Test
    void whatNobodyKnowsIsNotWorthToBeRead() {
        assertThat(Parameters.isKnown("priority")).isFalse();
        assertThat(Parameters.isKnown("timeout")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2500000, 2500000000"})
    void aTimeoutIsInMicroseconds(long micros, long nanos) {
        parameters.put("timeout", new Parameter.Whole(micros));

        assertThat(parameters.timeout()).isEqualTo(Duration.ofNanos(nanos));
    }

    @Test
    void noTimeoutIsNone() {
        assertThat(parameters.timeout()).isNull();
        parameters.put("timeout", new Parameter.Whole(0));
        assertThat(parameters.timeout()).isNull();
    }

    @Test
    void aTimeoutThatIsNoneIsRefused() {
        for (Parameter value :
                new Parameter[] {new Parameter.Whole(-1), new Parameter.Text("1"), new Parameter.Other()}) {
            parameters.put("timeout", value);
            assertThatThrownBy(parameters::timeout)
                    .hasMessage("input 'x': parameter 'timeout': expected an integer of 0 or more");
        }
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(parameters.flag(Parameters.BINARY_DATA)).isEmpty();
        parameters.put(Parameters.BINARY_DATA, new Parameter.Flag(false));
        assertThat(parameters.flag(Parameters.BINARY_DATA)).contains(false);
        parameters.put(Parameters.BINARY_DATA, new Parameter.Whole(1));
        assertThatThrownBy(() -> parameters.flag(Parameters.BINARY_DATA))
                .hasMessage("input 'x': parameter 'binary_data': expected true or false");
    }
}
