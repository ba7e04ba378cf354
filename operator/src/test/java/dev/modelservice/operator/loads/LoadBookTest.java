package dev.modelservice.operator.loads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.analysis.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LoadBookTest {

    private static final Address ONE = new Address("10.0.0.1", 8081);
    private static final Address TWO = new Address("10.0.0.2", 8081);

    private final HandClock clock = new HandClock();
    private final LoadBook book = new LoadBook(clock);

    @Test
    void whatCameSinceTheFirstQuestionIsCounted() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r1", 1000, "r2", 100));
        assertThat(window("step-1").candidate().answered()).isZero();

        next(ONE, Map.of("r1", 1500, "r2", 160));

        var window = window("step-1");
        assertThat(window.candidate().answered()).isEqualTo(60);
        assertThat(window.candidate().serverErrors()).isEqualTo(6);
        assertThat(window.candidate().latency().counts()).isEqualTo(List.of(60L, 0L, 0L));
        assertThat(window.stable().answered()).isEqualTo(500);
        assertThat(window.complete()).isTrue();
        assertThat(window("step-2").candidate().answered()).isZero();
    }

    @Test
    void aRevisionThatNobodyHadAskedYetBeginsAtNothing() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r1", 1000));
        window("step-1");
        next(ONE, Map.of("r2", 50));
        assertThat(window("step-1").candidate().answered()).isEqualTo(50);
    }

    @Test
    void theGatewaysAreAdded() {
        book.follow(Set.of(ONE, TWO));
        first(ONE, "a", Map.of("r2", 10));
        first(TWO, "b", Map.of("r2", 20));
        window("step-1");
        next(ONE, Map.of("r2", 110));
        next(TWO, Map.of("r2", 220));
        assertThat(window("step-1").candidate().answered()).isEqualTo(300);
    }

    @Test
    void aGatewayThatBeginsAnewTakesNothingAway() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 100));
        window("step-1");
        next(ONE, Map.of("r2", 150));
        first(ONE, "another process", Map.of("r2", 170));
        assertThat(window("step-1").candidate().answered()).isEqualTo(220);
        next(ONE, Map.of("r2", 180));
        assertThat(window("step-1").candidate().answered()).isEqualTo(230);
    }

    @Test
    void theSameProcessHeardAgainIsNotCountedTwice() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 100));
        window("step-1");
        first(ONE, "a", Map.of("r2", 130));
        assertThat(window("step-1").candidate().answered()).isEqualTo(30);
    }

    @Test
    void aRevisionThatTheGatewayForgetsKeepsWhatItHad() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 100));
        window("step-1");
        next(ONE, Map.of("r2", 150));
        hear(ONE, Lines.gone("r2"));
        next(ONE, Map.of("r2", 20));
        assertThat(window("step-1").candidate().answered()).isEqualTo(70);
    }

    @Test
    void countsThatAreLessWithoutAWordBeganAnew() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 100));
        window("step-1");
        next(ONE, Map.of("r2", 150));
        next(ONE, Map.of("r2", 30));
        assertThat(window("step-1").candidate().answered()).isEqualTo(80);
    }

    @Test
    void aGatewayThatIsGoneKeepsWhatItHad() {
        book.follow(Set.of(ONE, TWO));
        first(ONE, "a", Map.of("r2", 10));
        first(TWO, "b", Map.of("r2", 20));
        window("step-1");
        next(TWO, Map.of("r2", 220));
        book.follow(Set.of(ONE));
        next(TWO, Map.of("r2", 999));
        assertThat(window("step-1").candidate().answered()).isEqualTo(200);
        assertThat(window("step-1").complete()).isTrue();
    }

    @Test
    void ofAGatewayThatCameLaterOnlyWhatIsHeardCounts() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 10));
        window("step-1");
        book.follow(Set.of(ONE, TWO));
        assertThat(window("step-1").complete()).isFalse();
        first(TWO, "b", Map.of("r2", 5000));
        next(TWO, Map.of("r2", 5040));
        assertThat(window("step-1").candidate().answered()).isEqualTo(40);
        assertThat(window("step-1").complete()).isTrue();
    }

    @Test
    void countsThatAreOldAreNotComplete() {
        book.follow(Set.of(ONE));
        assertThat(window("step-1").complete()).isFalse();
        first(ONE, "a", Map.of());
        clock.pass(Duration.ofSeconds(3));
        assertThat(window("step-1").complete()).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(window("step-1").complete()).isFalse();
    }

    @Test
    void withoutAnyGatewayTheyAreNotCompleteEither() {
        assertThat(window("step-1").complete()).isFalse();
    }

    @Test
    void whatAGatewayHadWhileItWasSilentIsNotOfTheStepThatBeganThen() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 100));
        clock.pass(Duration.ofSeconds(10));
        window("step-1");
        first(ONE, "a", Map.of("r2", 700));
        next(ONE, Map.of("r2", 710));
        assertThat(window("step-1").candidate().answered()).isEqualTo(10);
    }

    @Test
    void aKeyThatNobodyAsksForIsForgotten() {
        book.follow(Set.of(ONE));
        first(ONE, "a", Map.of("r2", 100));
        window("step-1");
        next(ONE, Map.of("r2", 200));
        clock.pass(Duration.ofMinutes(11));
        next(ONE, Map.of("r2", 200));
        assertThat(window("step-1").candidate().answered()).isZero();
    }

    private Window window(String key) {
        return book.window("team-a", "minilm", "r2", "r1", key);
    }

    private void first(Address gateway, String since, Map<String, Integer> requests) {
        hear(gateway, Lines.first(since, requests));
    }

    private void next(Address gateway, Map<String, Integer> requests) {
        hear(gateway, Lines.next(requests));
    }

    private void hear(Address gateway, String line) {
        book.hear(gateway, Lines.line(line));
    }
}
