package dev.modelservice.operator.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.choice.Protocol;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server is asked about the model {@code iris}, and what it was told to call it. */
class ProbesTest {

    private static final ServingPorts PORTS = new ServingPorts(8080, 9000);

    @ParameterizedTest(name = "{0}, told {1}")
    @CsvSource(nullValues = "-", textBlock = """
            V1,      -,     /v1/models/iris
            V1,      other, /v1/models/other
            V2,      other, /v2/models/other/ready
            V2,      -,     /v2/health/ready
            OPENAI,  other, /v1/models
            GRPC_V2, other, grpc 9000
            GRPC_V1, -,     grpc 9000
            """)
    void isAskedInItsProtocol(Protocol protocol, @Nullable String told, String expected) {
        assertThat(words(Probes.byProtocol(protocol, Optional.ofNullable(told), "iris", PORTS)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            --model_name=a                     | a
            --model-name a                     | a
            --served-model-name=a --port=8080  | a
            --model_name=a --model_name=b      | b
            --model-name=a --model_name b      | b
            server --model_name                | -
            """)
    void theLastNameCounts(String words, @Nullable String expected) {
        var container = new ContainerBuilder()
                .withArgs(Arrays.asList(words.split(" ", -1)))
                .build();

        assertThat(ModelName.of(container)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"MLSERVER_MODEL_NAME", "MODELSERVICE_RUNTIME_MODEL_NAME"})
    void aVariableNamesItWhereNoArgumentDoes(String variable) {
        var container = new ContainerBuilder()
                .addNewEnv()
                .withName(variable)
                .withValue("a")
                .endEnv()
                .build();
        assertThat(ModelName.of(container)).contains("a");
        assertThat(ModelName.of(new ContainerBuilder(container)
                        .withArgs("--model_name=b")
                        .build()))
                .contains("b");
    }

    private static String words(Probe probe) {
        return probe.getGrpc() == null
                ? probe.getHttpGet().getPath()
                : "grpc " + probe.getGrpc().getPort();
    }
}
