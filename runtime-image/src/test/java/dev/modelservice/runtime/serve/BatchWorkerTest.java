package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.FragileEngine;
import dev.modelservice.runtime.RuntimeParts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BatchWorkerTest {

    /** The first holds the only worker, so that the others wait for it. */
    @Test
    void whatAnEngineShouldNotDoEndsItsOwnRequestAndNothingElse() throws Exception {
        FragileEngine engine = new FragileEngine();
        RuntimeParts parts = RuntimeParts.of(engine, Map.of());
        FragileEngine.Outcome first = FragileEngine.submit(parts, FragileEngine.STUCK);
        engine.awaitStuck();
        List<FragileEngine.Outcome> others = Stream.of(FragileEngine.BROKEN, "fine", FragileEngine.BROKEN, "fine")
                .map(text -> FragileEngine.submit(parts, text))
                .toList();

        engine.release();

        String failed =
                "the request failed for a reason of the server's: java.lang.IllegalStateException: no engine should do this";
        assertThat(first.await()).isEqualTo("answered");
        assertThat(others.get(0).await()).isEqualTo(failed);
        assertThat(others.get(1).await()).isEqualTo("answered");
        assertThat(others.get(2).await()).isEqualTo(failed);
        assertThat(others.get(3).await()).isEqualTo("answered");
        assertThat(parts.inference().lostWorkers()).isZero();
    }
}
