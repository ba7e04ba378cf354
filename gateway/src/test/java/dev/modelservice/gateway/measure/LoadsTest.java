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
                .startsWith("{\"at\":\"1970-01-01T00:00:00Z\",\"gateway\":\"gateway-0\",\"boundsSeconds\":[0.001,")
                .contains("\"revision\":\"r1\",\"inFlight\":0,\"queued\":0,\"requests\":{\"2xx\":1,\"3xx\":0,")
                .contains("\"latency\":{\"counts\":[0,0,1,0,")
                .contains("\"bytesIn\":10,\"bytesOut\":20")
                .endsWith("\"gone\":[]}\n");
        assertThat(reader.next()).contains("\"revisions\":[]");
        measure.ended(Protocol.GRPC, StatusClass.FAILED, 1, 0, 0);
        assertThat(reader.next()).contains("\"5xx\":1");
        measures.forget(SERIES);
        assertThat(reader.next())
                .endsWith("\"gone\":[{\"namespace\":\"team-a\",\"name\":\"dense\",\"revision\":\"r1\"}]}\n");
    }
}
