package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.pace.Question;
import dev.modelservice.e2e.bench.proxies.Backend;
import dev.modelservice.e2e.bench.proxies.Gateway;
import dev.modelservice.e2e.bench.proxies.PlainProxies;
import dev.modelservice.e2e.bench.proxies.Proxy;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Progress;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be measured, each part with the proxies and the API server that it wants. */
final class Parts implements AutoCloseable {
    /** With {@code quick} and {@code stream}, ten models. */
    private static final int FEW = 8;

    private static final int SOME = 1000;
    private static final String QUICK = "quick";
    private static final String STREAM = "stream";
    /** LiteLLM answers somewhat more than a hundred a second here. */
    private static final List<Integer> OPENAI_RATES = List.of(50);

    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration FAST = Duration.ofSeconds(3);

    private final GatewaySettings settings;
    private final Cores cores;
    private final Path folder;
    private final Backend backend;
    private final Asking asking;
    private final PlainProxies others;
    private final ControlPlane plane;
    private final Catalogue catalogue;
    private @Nullable Ways plain;

    Parts(GatewaySettings settings, Cores cores, Path folder, Backend backend) {
        this.settings = settings;
        this.cores = cores;
        this.folder = folder;
        this.backend = backend;
        asking = new Asking(cores, folder);
        others = new PlainProxies(backend, folder);
        Progress.say("starting an API server");
        plane = ControlPlane.startBare("gateway-few");
        catalogue = started(plane);
        catalogue.addSplit(QUICK);
        catalogue.addSingle(STREAM, backend.events());
        catalogue.addMany(0, FEW);
    }

    private Catalogue started(ControlPlane started) {
        Chart.installCrds(started.admin());
        var empty = new Catalogue(started, backend);
        empty.createNamespace();
        return empty;
    }

    List<Section> run(String part) {
        return switch (part) {
            case "requests" -> requests();
            case "openai" -> openAi();
            case "streams" -> streams();
            case "table" -> table();
            case "memory" -> memory();
            default -> throw new IllegalArgumentException("No part " + part);
        };
    }

    private List<Section> requests() {
        var ways = plain();
        var question = Catalogue.question(QUICK);
        var paced = new Requests(
                "Requests at fixed rates",
                question,
                settings.rates(),
                settings.rounds(),
                settings.length(),
                Proxy.ENVOY);
        var fast = new Throughput("Requests on 64 connections", question, settings.rounds(), FAST, Proxy.ENVOY);
        return List.of(paced.run(ways, asking, true), fast.run(ways, asking, true));
    }

    private List<Section> openAi() {
        try (var ways = new Ways(backend, cores, folder)) {
            ways.include(plain().all().get(1));
            ways.offer(others::liteLlm);
            var question = new Question(
                    "models.example",
                    "/v1/embeddings",
                    "{\"model\":\"%s/%s\",\"input\":[\"a cat\"],\"encoding_format\":\"float\"}"
                            .formatted(Catalogue.NAMESPACE, QUICK));
            warmUp(ways, question);
            var paced = new Requests(
                    "OpenAI's embeddings at a fixed rate",
                    question,
                    OPENAI_RATES,
                    settings.rounds(),
                    settings.length(),
                    Proxy.LITELLM);
            var fast = new Throughput(
                    "OpenAI's embeddings on 64 connections", question, settings.rounds(), FAST, Proxy.LITELLM);
            return List.of(paced.run(ways, asking, false), fast.run(ways, asking, false));
        }
    }

    private List<Section> streams() {
        return List.of(new Streams(STREAM, settings.rounds()).run(plain()));
    }

    private List<Section> table() {
        String count = "%,d".formatted(settings.models());
        Progress.say("writing " + count + " ModelServices");
        try (var large = ControlPlane.startBare("gateway-many");
                var ways = new Ways(backend, cores, folder)) {
            var many = started(large);
            many.addMany(0, settings.models());
            var few = ways.enter(gateway("gateway, 10 models", plane));
            var full = ways.enter(gateway("gateway, " + count + " models", large));
            warmUp(ways, Catalogue.question(Catalogue.numbered(0)));
            var size = new TableSize(
                    new TableSize.Side("10", few, FEW),
                    new TableSize.Side(count, full, settings.models()),
                    settings.highestRate(),
                    settings.rounds() + 1,
                    settings.length());
            return List.of(
                    size.run(asking),
                    Freshness.section(
                            new Freshness(catalogue, backend, few, "10"), new Freshness(many, backend, full, count)));
        }
    }

    private List<Section> memory() {
        catalogue.addMany(FEW, SOME - 2);
        try (var ways = new Ways(backend, cores, folder)) {
            var fresh = ways.enter(gateway("gateway, 1,000 models", plane));
            return List.of(new Memory(fresh, "%,d".formatted(SOME), SOME - 2, settings.highestRate()).run(asking));
        }
    }

    /** Started and warm at the first call. */
    private Ways plain() {
        if (plain == null) {
            plain = new Ways(backend, cores, folder);
            plain.enter(gateway(Proxy.GATEWAY, plane));
            plain.offer(others::envoy);
            plain.offer(others::nginx);
            plain.offer(others::haProxy);
            warmUp(plain, Catalogue.question(QUICK));
        }
        return plain;
    }

    /** A JVM compiles what it runs often, here as on the way without a proxy, which is asked by this one. */
    private void warmUp(Ways ways, Question question) {
        Progress.say("warming up");
        for (var way : ways.all()) {
            asking.fast(way, question, isOurs(way) ? WARM_UP : Duration.ofSeconds(1));
            asking.paced(way, List.of(question.bytes()), OPENAI_RATES.getFirst(), Duration.ofSeconds(1));
        }
    }

    private static boolean isOurs(Way way) {
        return way.name().contains("gateway");
    }

    private Proxy gateway(String name, ControlPlane watched) {
        return Gateway.watching(
                name,
                watched.access(Users.ADMIN).writeKubeconfig(watched.folder().resolve("gateway.kubeconfig")),
                settings.memory(),
                settings.jvm());
    }

    @Override
    public void close() {
        if (plain != null) {
            plain.close();
        }
        plane.close();
    }
}
