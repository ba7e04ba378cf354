package dev.modelservice.operator.loads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoadReaderTest {

    private final LoadBook book = new LoadBook(Clock.systemUTC());
    private final LoadReader reader = new LoadReader(book);

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void linesAreReadAsTheyCome() throws IOException {
        try (var gateway = FakeGateway.start(0)) {
            gateway.say(Lines.first("a", Map.of("r2", 10)));
            reader.follow(Set.of(gateway.address()));
            await().until(this::complete);

            gateway.say(Lines.next(Map.of("r2", 60)));

            await().untilAsserted(() -> assertThat(candidate()).isEqualTo(50));
            assertThat(gateway.readers()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatEndsIsMadeAgain() throws IOException {
        try (var gateway = FakeGateway.start(0)) {
            gateway.say(Lines.first("a", Map.of("r2", 10)));
            reader.follow(Set.of(gateway.address()));
            await().until(this::complete);

            gateway.hangUp();
            gateway.say(Lines.first("a", Map.of("r2", 30)));

            await().untilAsserted(() -> assertThat(candidate()).isEqualTo(20));
            assertThat(gateway.readers()).isEqualTo(2);
        }
    }

    @Test
    void aGatewayThatIsStartedAgainIsFoundAgain() throws IOException {
        Address address;
        try (var gateway = FakeGateway.start(0)) {
            address = gateway.address();
            gateway.say(Lines.first("a", Map.of("r2", 10)));
            reader.follow(Set.of(address));
            await().until(this::complete);
            gateway.say(Lines.next(Map.of("r2", 30)));
            await().untilAsserted(() -> assertThat(candidate()).isEqualTo(20));
            gateway.hangUp();
        }
        await().until(() -> !complete());
        try (var gateway = FakeGateway.start(address.port())) {
            gateway.say(Lines.first("b", Map.of("r2", 5)));
            await().untilAsserted(() -> assertThat(candidate()).isEqualTo(25));
        }
    }

    @Test
    void whatIsNoAnswerOfAGatewayIsNotTakenForOne() throws IOException {
        try (var gateway = FakeGateway.start(0)) {
            gateway.say("<html>\n");
            gateway.hangUp();
            gateway.say(Lines.first("a", Map.of("r2", 10)));
            reader.follow(Set.of(gateway.address()));

            await().until(this::complete);

            assertThat(gateway.readers()).isEqualTo(2);
            assertThat(candidate()).isZero();
        }
    }

    @Test
    void aGatewayThatFallsSilentIsAskedAgain() throws IOException {
        try (var gateway = FakeGateway.start(0)) {
            gateway.say(Lines.first("a", Map.of("r2", 10)));
            reader.follow(Set.of(gateway.address()));
            await().until(this::complete);

            await().atMost(Duration.ofSeconds(15)).until(() -> gateway.readers() >= 2);
        }
    }

    @Test
    void ofAGatewayThatIsGoneTheConnectionIsClosed() throws IOException {
        try (var gateway = FakeGateway.start(0);
                var other = FakeGateway.start(0)) {
            gateway.say(Lines.first("a", Map.of("r2", 10)));
            other.say(Lines.first("b", Map.of("r2", 10)));
            reader.follow(Set.of(gateway.address()));
            await().until(this::complete);

            reader.follow(Set.of(other.address()));

            await().until(this::complete);
            gateway.say(Lines.next(Map.of("r2", 1000)));
            other.say(Lines.next(Map.of("r2", 11)));
            await().untilAsserted(() -> assertThat(candidate()).isEqualTo(1));
        }
    }

    private boolean complete() {
        return book.window("team-a", "minilm", "r2", "r1", "step-1").complete();
    }

    private long candidate() {
        return book.window("team-a", "minilm", "r2", "r1", "step-1").candidate().answered();
    }
}
