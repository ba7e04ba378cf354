package dev.modelservice.gateway.route;

import static dev.modelservice.gateway.route.RouteParts.revision;
import static dev.modelservice.gateway.route.RouteParts.route;
import static dev.modelservice.gateway.route.RouteParts.withCandidate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutingTableTest {

    private static final ModelRoute MINILM =
            route("team-a", "minilm", "search.example.com", revision("current", 100, 1));
    private static final ModelRoute DENSE_A = route("team-a", "dense", revision("current", 100, 1));
    private static final ModelRoute DENSE_B =
            route("team-b", "dense", "minilm.team-a.svc", revision("current", 100, 1));
    private static final RoutingTable TABLE =
            RoutingTable.of(List.of(MINILM, DENSE_A, DENSE_B), List.of("svc", "svc.cluster.local", "models.example"));

    private static final ModelRoute CANARY = withCandidate("team-a", "canary", "next");
    private static final RoutingTable PREVIEWED = RoutingTable.of(
            List.of(
                    CANARY,
                    route("team-a", "settled", revision("current", 100, 1)),
                    withCandidate("team-b", "settled", "next"),
                    route("team-b", "settled-preview", revision("current", 100, 1))),
            List.of("svc", "svc.cluster.local", "models.example"));

    @ParameterizedTest
    @CsvSource({
        "minilm.team-a, team-a/minilm",
        "minilm.team-a.svc, team-a/minilm",
        "minilm.team-a.svc:80, team-a/minilm",
        "minilm.team-a.svc.cluster.local, team-a/minilm",
        "minilm.team-a.svc.cluster.local., team-a/minilm",
        "MiniLM.Team-A.models.example:8080, team-a/minilm",
        "search.example.com, team-a/minilm",
        "minilm, team-a/minilm",
        "dense.team-b, team-b/dense",
        "dense.team-a.models.example, team-a/dense"
    })
    void aHostNameIsAModel(String host, String model) {
        Target target = TABLE.find(host, "/v2/models/x/infer?a=b");

        assertThat(target).isInstanceOfSatisfying(Target.Model.class, found -> {
            assertThat(found.route().name()).hasToString(model);
            assertThat(found.uri()).isEqualTo("/v2/models/x/infer?a=b");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/team-a/minilm/v2/models/minilm/infer, team-a/minilm, /v2/models/minilm/infer",
        "/team-b/dense/predict?verbose=1, team-b/dense, /predict?verbose=1",
        "/team-b/dense, team-b/dense, /",
        "/team-b/dense?a=/b/, team-b/dense, /?a=/b/",
        "/team-b/dense/, team-b/dense, /"
    })
    void aPathBeginsWithAModelAndGoesOnWithoutIt(String path, String model, String rest) {
        assertThat(TABLE.find("gateway.example", path)).isInstanceOfSatisfying(Target.Model.class, found -> {
            assertThat(found.route().name()).hasToString(model);
            assertThat(found.uri()).isEqualTo(rest);
        });
    }

    @ParameterizedTest
    @CsvSource({"/v1/chat/completions", "/openai/v1/embeddings", "/v1/completions?x=y"})
    void openAiRequestsNameTheirModelInTheBody(String path) {
        assertThat(TABLE.find("gateway.example", path)).isInstanceOf(Target.NamedInBody.class);
    }

    @Test
    void openAisListIsTheGatewaysUnlessTheHostIsAModel() {
        assertThat(TABLE.find("gateway.example", "/v1/models")).isInstanceOf(Target.ModelList.class);
        assertThat(TABLE.find("gateway.example", "/openai/v1/models?limit=1")).isInstanceOf(Target.ModelList.class);
        assertThat(TABLE.find("gateway.example", "/v1/models/team-b/dense")).isEqualTo(new Target.OneModel(DENSE_B));
        assertThat(TABLE.find("minilm.team-a", "/v1/models")).isInstanceOf(Target.Model.class);
    }

    @ParameterizedTest
    @CsvSource({
        "dense, /predict, several namespaces",
        "other.team-a, /predict, no ModelService answers at host 'other.team-a'",
        "gateway.example, /, no ModelService answers",
        "gateway.example, /team-a/other/predict, no ModelService answers",
        "gateway.example, /v1/models/team-a/none, there is no ModelService 'team-a/none'",
        "gateway.example, /v1/, no ModelService answers",
        ", /predict, no ModelService answers"
    })
    void whatIsUnknownIsToldWithWhatToDo(String host, String path, String message) {
        assertThat(TABLE.find(host, path))
                .isInstanceOfSatisfying(
                        Target.Unknown.class,
                        unknown -> assertThat(unknown.message()).contains(message));
    }

    @Test
    void nobodyTakesAnothersNameWithAHostname() {
        assertThat(TABLE.find("minilm.team-a.svc", "/")).isEqualTo(new Target.Model(MINILM, "/"));
    }

    @Test
    void aHostNameThatTwoWantIsTheOlderOnes() {
        ModelRoute younger = route("team-a", "one", 2, "shared.example.com");
        ModelRoute older = route("team-b", "two", 1, "shared.example.com");

        assertThat(RoutingTable.of(List.of(younger, older), List.of()).find("shared.example.com", "/"))
                .isEqualTo(new Target.Model(older, "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minilm.svc", "search.example.com.svc", "minilm.team-a.svc.svc", "team-a.svc"})
    void onlyAModelsWholeNameStandsBelowADomain(String host) {
        assertThat(TABLE.find(host, "/")).isInstanceOf(Target.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "canary-preview.team-a, /predict, /predict",
        "canary-preview.team-a.svc.cluster.local, /predict, /predict",
        "Canary-Preview.team-a.models.example:8080, /predict?a=b, /predict?a=b",
        "gateway.example, /team-a/canary-preview/predict?a=b, /predict?a=b",
        "gateway.example, /team-a/canary-preview, /",
    })
    void aPreviewAddressIsTheCandidates(String host, String path, String rest) {
        assertThat(PREVIEWED.find(host, path)).isEqualTo(new Target.Model(CANARY, rest, "next"));
    }

    @ParameterizedTest
    @CsvSource({
        "canary.team-a, /",
        "settled-preview.team-b, /",
        "gateway.example, /team-b/settled-preview/",
    })
    void aModelsOwnAddressIsNobodysPreview(String host, String path) {
        assertThat(PREVIEWED.find(host, path))
                .isInstanceOfSatisfying(
                        Target.Model.class,
                        found -> assertThat(found.revision()).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "settled-preview.team-a, /, has no candidate to preview",
        "gateway.example, /team-a/settled-preview/predict, has no candidate to preview",
        "nobody-preview.team-a, /, no ModelService answers at host",
        "-preview.team-a, /, no ModelService answers",
        "canary-preview, /, no ModelService answers",
        "gateway.example, /team-a/-preview/, no ModelService answers"
    })
    void withoutACandidateAPreviewAddressSaysSo(String host, String path, String message) {
        assertThat(PREVIEWED.find(host, path))
                .isInstanceOfSatisfying(
                        Target.Unknown.class,
                        unknown -> assertThat(unknown.message()).contains(message));
    }

    @Test
    void modelsAreFoundByName() {
        assertThat(TABLE.models()).containsExactlyInAnyOrder(DENSE_A, MINILM, DENSE_B);
        assertThat(TABLE.named("team-b/dense")).isSameAs(DENSE_B);
        assertThat(TABLE.named("dense")).isNull();
    }

    @Test
    void aTableThatIsNotThereYetSaysSo() {
        assertThat(RoutingTable.EMPTY.find("minilm.team-a", "/")).isInstanceOf(Target.NotYet.class);
        assertThat(RoutingTable.of(List.of(), List.of()).find("minilm.team-a", "/"))
                .isInstanceOf(Target.Unknown.class);
    }

    @Test
    void theLookUpInALargeTableTakesHardlyLongerThanInASmallOne() {
        long few = fastestLookUps(10);
        long many = fastestLookUps(10_000);

        // A search through all of them would take a thousand times as long; what is left is the processor's caches.
        assertThat(many).isLessThan(few * 50);
    }

    /** The best time of several rounds with look-ups all over a table of so many models. */
    private static long fastestLookUps(int models) {
        List<ModelRoute> routes = IntStream.range(0, models)
                .mapToObj(i -> route("team-" + i % 10, "model-" + i, revision("current", 100, 1)))
                .toList();
        RoutingTable table = RoutingTable.of(routes, List.of("svc", "svc.cluster.local"));
        List<String> hosts = IntStream.range(0, 10_000)
                .map(i -> (int) (i * 7919L % models))
                .mapToObj(i -> "model-" + i + ".team-" + i % 10 + ".svc.cluster.local")
                .toList();
        long fastest = Long.MAX_VALUE;
        int found = 0;
        for (int round = 0; round < 20; round++) {
            long begun = System.nanoTime();
            for (String host : hosts) {
                found += table.find(host, "/") instanceof Target.Model ? 1 : 0;
            }
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        assertThat(found).isEqualTo(20 * hosts.size());
        return fastest;
    }
}
