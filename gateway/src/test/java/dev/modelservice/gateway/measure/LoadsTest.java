package dev.modelservice.gateway.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LoadsTest {

    private static final Series SERIES = new Series("team-a", "dense", "r1");

    private final Measures measures = new Measures();
    private final Loads loads = new Loads(measures, "gateway-0", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void theFirstLineHasEverythingAndALaterOneWhatChanged() {
        RevisionMeasure measure = measures.of(SERIES);
        measure.ended(Protocol.REST, StatusClass.OK, 3_000_000, 10, 20);
        Loads.Reader reader = loads.reader();

        assertThat(reader.next())
                .startsWith(
                        "{\"at\":\"1970-01-01T00:00:00Z\",\"gateway\":\"gateway-0\",\"since\":\"1970-01-01T00:00:00Z\"")
                .contains(",\"boundsSeconds\":[1.0E-4,1.1E-4,")
                .contains("\"revision\":\"r1\",\"inFlight\":0,\"queued\":0,\"requests\":{\"2xx\":1,\"3xx\":0,")
                .containsPattern("\"latency\":\\{\"counts\":\\[(0,){32}1],\"sumSeconds\":0.003}")
                .contains("\"firstByte\":{\"counts\":[],\"sumSeconds\":0.0}")
                .contains("\"bytesIn\":10,\"bytesOut\":20")
                .endsWith("\"gone\":[]}\n");
        assertThat(reader.next()).contains("\"revisions\":[]");
        measure.ended(Protocol.GRPC, StatusClass.FAILED, 1, 0, 0);
        assertThat(reader.next()).contains("\"5xx\":1");
        measures.forget(SERIES);
        assertThat(reader.next())
                .endsWith("\"gone\":[{\"namespace\":\"team-a\",\"name\":\"dense\",\"revision\":\"r1\"}]}\n");
    }

    @Test
    void copiesAreCountedApart() {
        RevisionMeasure measure = measures.of(SERIES);
        measure.mirrorFirstByte(1_000_000);
        measure.mirrored(2_000_000, StatusClass.FAILED, false);
        measure.mirrored(2_000_000, StatusClass.OK, true);
        assertThat(loads.reader().next())
                .contains("\"mirrored\":2,\"mirrorDifferent\":1,\"mirrorFailed\":1,\"mirrorSkipped\":0")
                .contains("\"5xx\":0");
    }
}
