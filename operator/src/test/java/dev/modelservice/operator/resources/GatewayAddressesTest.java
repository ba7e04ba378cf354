package dev.modelservice.operator.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAddressesTest {

    private static final String READY = "{addresses: [ADDRESS], conditions: {ready: true, serving: true}}";
    private static final String STOPPING = "{addresses: [ADDRESS], conditions: {ready: false, serving: true}}";
    private static final String STARTING = "{addresses: [ADDRESS], conditions: {ready: false, serving: false}}";
    private static final String SILENT = "{addresses: [ADDRESS]}";

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    ready 10.0.0.2, ready 10.0.0.1        | 10.0.0.1 10.0.0.2
                    ready 10.0.0.1, stopping 10.0.0.2     | 10.0.0.1
                    stopping 10.0.0.2, starting 10.0.0.3  | 10.0.0.2
                    starting 10.0.0.3                     | ''
                    silent 10.0.0.4, stopping 10.0.0.2    | 10.0.0.4
                    """)
    void thoseThatAreReadyOrElseThoseThatStillServe(String given, String wanted) {
        var slice = slice("IPv4", Arrays.asList(given.split(", ", -1)));
        assertThat(GatewayAddresses.of(List.of(slice)).orElseThrow().addresses())
                .containsExactly(wanted.isEmpty() ? new String[0] : wanted.split(" ", -1));
    }

    @Test
    void thePortsHaveTheNamesOfTheService() {
        assertThat(GatewayAddresses.of(List.of(slice("IPv4", List.of("ready 10.0.0.1"))))
                        .orElseThrow()
                        .ports())
                .isEqualTo(Map.of("http", 8080, "grpc", 8080));
    }

    @Test
    void ofTwoFamiliesOneIsTaken() {
        var six = slice("IPv6", List.of("ready fd00::1"));
        var four = slice("IPv4", List.of("ready 10.0.0.1"));
        assertThat(GatewayAddresses.of(List.of(six, four)).orElseThrow().addresses())
                .containsExactly("10.0.0.1");
        assertThat(GatewayAddresses.of(List.of(six)).orElseThrow().type()).isEqualTo("IPv6");
    }

    @Test
    void aSliceOfNobodyHasNoAddress() {
        var slice = Serialization.unmarshal("""
                addressType: IPv4
                endpoints: null
                ports: null
                """, EndpointSlice.class);
        assertThat(GatewayAddresses.of(List.of(slice)).orElseThrow().addresses())
                .isEmpty();
    }

    @Test
    void withoutASliceNothingIsKnown() {
        assertThat(GatewayAddresses.of(List.of())).isEmpty();
    }

    @Test
    void aGatewayIsNamedByNamespaceAndService() {
        assertThat(GatewaySettings.of("system/gateway", null, "http"))
                .isEqualTo(new GatewaySettings("system", "gateway", null, "http"));
        assertThatThrownBy(() -> GatewaySettings.of("gateway", null, "http")).hasMessageContaining("NAMESPACE/SERVICE");
    }

    private static EndpointSlice slice(String type, List<String> endpoints) {
        var listed = endpoints.stream().map(GatewayAddressesTest::endpoint).toList();
        return Serialization.unmarshal("""
                addressType: %s
                ports: [{name: http, port: 8080}, {name: grpc, port: 8080}]
                endpoints: [%s]
                """.formatted(type, String.join(", ", listed)), EndpointSlice.class);
    }

    private static String endpoint(String given) {
        var words = given.split(" ", -1);
        var form = switch (words[0]) {
            case "ready" -> READY;
            case "stopping" -> STOPPING;
            case "starting" -> STARTING;
            default -> SILENT;
        };
        return form.replace("ADDRESS", '"' + words[1] + '"');
    }
}
