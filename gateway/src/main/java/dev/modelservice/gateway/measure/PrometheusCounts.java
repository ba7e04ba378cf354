package dev.modelservice.gateway.measure;

import dev.modelservice.gateway.problem.Kind;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The counts as Prometheus reads them: made when it asks, from the same figures as {@link Loads}. */
public final class PrometheusCounts extends Collector {

    private static final List<String> NAMES = List.of("namespace", "modelservice", "revision");
    private static final List<String> REQUEST_NAMES =
            List.of("namespace", "modelservice", "revision", "protocol", "status");
    private static final List<String> TOKEN_NAMES = List.of("namespace", "modelservice", "revision", "direction");
    private static final List<String> STEP_NAMES = List.of("namespace", "modelservice", "revision", "le");
    /** Ends of steps that a time series is kept for; each is one of the histogram's. */
    static final double[] LE = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300};

    private static final String PREFIX = "modelservice_gateway_";

    private final Measures measures;

    public PrometheusCounts(Measures measures) {
        this.measures = measures;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<Series, RevisionMeasure> existing = new LinkedHashMap<>();
        // Of thousands of idle models the figures that show what is there will do.
        Map<Series, RevisionMeasure> all = new LinkedHashMap<>();
        measures.forEach((series, measure) -> {
            existing.put(series, measure);
            if (measure.version() > 0 || measure.retries() > 0) {
                all.put(series, measure);
            }
        });
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(requests(all));
        families.add(pairs(
                all,
                "tokens",
                "Tokens that answers of OpenAI's API say that they took",
                "prompt",
                RevisionMeasure::tokensIn,
                "completion",
                RevisionMeasure::tokensOut));
        families.add(pairs(
                all,
                "body_bytes",
                "Bytes of bodies",
                "in",
                RevisionMeasure::bytesIn,
                "out",
                RevisionMeasure::bytesOut));
        families.add(simple(existing, Type.GAUGE, "in_flight", "Requests that have a place", m -> m.inFlight()));
        families.add(simple(existing, Type.GAUGE, "queued", "Requests that wait for a place", m -> m.queued()));
        families.add(simple(all, Type.COUNTER, "retries", "Tries that reached no replica", m -> m.retries()));
        families.add(simple(all, Type.COUNTER, "mirrored", "Copies of requests that were answered", m -> m.mirrored()));
        families.add(simple(
                all,
                Type.COUNTER,
                "mirror_different",
                "Copies with another status than the original",
                m -> m.mirrorsDifferent()));
        families.add(simple(
                all,
                Type.COUNTER,
                "mirror_failed",
                "Copies that were answered 5xx or not at all",
                m -> m.mirrorsFailed()));
        families.add(simple(
                all,
                Type.COUNTER,
                "mirror_skipped",
                "Copies that were not sent, or given up",
                m -> m.mirrorsSkipped()));
        families.add(histogram(
                all,
                "request_duration_seconds",
                "From a request's headers to the end of its answer",
                RevisionMeasure::latency));
        families.add(histogram(
                all,
                "first_byte_seconds",
                "From a request's headers to the first byte of its answer's body; of a streamed text, its first token",
                RevisionMeasure::timeToFirstByte));
        families.add(histogram(all, "queue_seconds", "Time that requests waited for a place", RevisionMeasure::queue));
        families.add(histogram(all, "mirror_duration_seconds", "Time of copies", RevisionMeasure::mirrorLatency));
        families.add(histogram(
                all,
                "mirror_first_byte_seconds",
                "From a copy's start to the first byte of its answer's body",
                RevisionMeasure::mirrorFirstByte));
        families.add(problems());
        measures.gauges()
                .forEach((name, value) -> families.add(new MetricFamilySamples(
                        PREFIX + name,
                        Type.GAUGE,
                        "Of the whole gateway",
                        List.of(sample(name, List.of(), List.of(), value.getAsLong())))));
        return families;
    }

    private static MetricFamilySamples requests(Map<Series, RevisionMeasure> all) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        all.forEach((series, measure) -> {
            for (Protocol protocol : Protocol.values()) {
                for (StatusClass status : StatusClass.values()) {
                    long count = measure.requests(protocol, status);
                    if (count > 0) {
                        samples.add(sample(
                                "requests_total",
                                REQUEST_NAMES,
                                with(series, protocol.label(), status.label()),
                                count));
                    }
                }
            }
        });
        return family("requests", Type.COUNTER, "Requests, by how they ended", samples);
    }

    private static MetricFamilySamples pairs(
            Map<Series, RevisionMeasure> all,
            String name,
            String help,
            String first,
            ToLongFunction<RevisionMeasure> one,
            String second,
            ToLongFunction<RevisionMeasure> two) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        all.forEach((series, measure) -> {
            samples.add(sample(name + "_total", TOKEN_NAMES, with(series, first), one.applyAsLong(measure)));
            samples.add(sample(name + "_total", TOKEN_NAMES, with(series, second), two.applyAsLong(measure)));
        });
        return family(name, Type.COUNTER, help, samples);
    }

    private static MetricFamilySamples simple(
            Map<Series, RevisionMeasure> all,
            Type type,
            String name,
            String help,
            ToLongFunction<RevisionMeasure> value) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        String suffix = type == Type.COUNTER ? "_total" : "";
        all.forEach((series, measure) ->
                samples.add(sample(name + suffix, NAMES, with(series), value.applyAsLong(measure))));
        return family(name, type, help, samples);
    }

    private static MetricFamilySamples histogram(
            Map<Series, RevisionMeasure> all,
            String name,
            String help,
            Function<RevisionMeasure, Histogram> histogram) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        all.forEach((series, measure) -> {
            long[] counts = histogram.apply(measure).counts();
            long sum = 0;
            int step = 0;
            for (double end : LE) {
                while (step < Histogram.SECONDS.length && Histogram.SECONDS[step] <= end) {
                    sum += counts[step++];
                }
                samples.add(sample(name + "_bucket", STEP_NAMES, with(series, doubleToGoString(end)), sum));
            }
            sum += counts[step];
            samples.add(sample(name + "_bucket", STEP_NAMES, with(series, "+Inf"), sum));
            samples.add(sample(name + "_count", NAMES, with(series), sum));
            samples.add(sample(
                    name + "_sum", NAMES, with(series), histogram.apply(measure).sumSeconds()));
        });
        return family(name, Type.HISTOGRAM, help, samples);
    }

    private MetricFamilySamples problems() {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            samples.add(sample("problems_total", List.of("reason"), List.of(kind.label()), measures.problems(kind)));
        }
        return family("problems", Type.COUNTER, "Requests that the gateway answered by itself, by the reason", samples);
    }

    private static MetricFamilySamples family(
            String name, Type type, String help, List<MetricFamilySamples.Sample> samples) {
        return new MetricFamilySamples(PREFIX + name, type, help, samples);
    }

    private static MetricFamilySamples.Sample sample(
            String name, List<String> names, List<String> values, double value) {
        return new MetricFamilySamples.Sample(PREFIX + name, names, values, value);
    }

    private static MetricFamilySamples.Sample sample(String name, List<String> names, List<String> values, long value) {
        return sample(name, names, values, (double) value);
    }

    private static List<String> with(Series series, String... more) {
        List<String> values = new ArrayList<>(List.of(series.namespace(), series.name(), series.revision()));
        values.addAll(List.of(more));
        return values;
    }
}
