package dev.modelservice.runtime.engine.llama.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.GenerationEvent.Piece;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void tellsEachTokenAtOnceWhereNothingSpeaksAgainstIt() {
        Answer answer = new Answer(List.of());

        assertThat(add(answer, "Hello")).contains(new Piece("Hello", 1, List.of()));
        assertThat(add(answer, " you")).contains(new Piece(" you", 1, List.of()));
        assertThat(answer.end()).isEmpty();
    }

    @Test
    void holdsBackWhatMayBecomeAStopTextAndTellsItWhenItDoesNot() {
        Answer answer = new Answer(List.of("\nUser:"));

        assertThat(add(answer, "Yes\n")).contains(new Piece("Yes", 0, List.of()));
        assertThat(add(answer, "Us")).isEmpty();
        assertThat(add(answer, "ed")).contains(new Piece("\nUsed", 3, List.of()));
    }

    @Test
    void endsAtAStopTextThatComesInParts() {
        Answer answer = new Answer(List.of("\nUser:"));

        add(answer, "Yes\n");
        add(answer, "User");
        Optional<Piece> last = add(answer, ": and more");

        assertThat(last).contains(new Piece("", 1, List.of()));
        assertThat(answer.stopped()).isTrue();
        assertThat(answer.end()).isEmpty();
        assertThat(add(answer, "more")).isEmpty();
    }

    @Test
    void tellsWhatWasHeldBackWhenNothingFollows() {
        Answer answer = new Answer(List.of("\nUser:"));
        add(answer, "Yes\nUser");

        assertThat(answer.end()).contains(new Piece("\nUser", 1, List.of()));
        assertThat(answer.stopped()).isFalse();
    }

    @Test
    void tellsTheTokensOfACharacterWithIt() {
        Answer answer = new Answer(List.of());
        byte[] emoji = "😀".getBytes(StandardCharsets.UTF_8);
        List<TokenLogprob> logprobs =
                List.of(new TokenLogprob("�", -1, List.of()), new TokenLogprob("�", -2, List.of()));

        assertThat(answer.add(new byte[] {emoji[0], emoji[1]}, logprobs.getFirst()))
                .isEmpty();
        assertThat(answer.add(new byte[] {emoji[2], emoji[3]}, logprobs.getLast()))
                .contains(new Piece("😀", 2, logprobs));
    }

    @Test
    void aTokenWithoutTextIsToldWithTheNext() {
        Answer answer = new Answer(List.of());

        assertThat(add(answer, "")).isEmpty();
        assertThat(add(answer, "x")).contains(new Piece("x", 2, List.of()));
    }

    @Property
    void neverLeaksAnythingOfAStopText(
            @ForAll("parts") @Size(max = 30) List<String> parts, @ForAll("stops") @Size(max = 3) List<String> stops) {
        String whole = String.join("", parts);
        int end = stops.stream()
                .mapToInt(whole::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(whole.length());
        Answer answer = new Answer(stops);
        List<Piece> pieces = new ArrayList<>();

        parts.forEach(part -> add(answer, part).ifPresent(pieces::add));
        answer.end().ifPresent(pieces::add);

        StringBuilder told = new StringBuilder();
        pieces.forEach(piece -> told.append(piece.text()));
        boolean stopped = stops.stream().anyMatch(whole::contains);
        assertThat(answer.stopped()).isEqualTo(stopped);
        assertThat(told.toString()).isEqualTo(stopped ? earliestOf(parts, stops, end, whole) : whole);
        assertThat(pieces.stream().mapToInt(Piece::tokens).sum()).isLessThanOrEqualTo(parts.size());
        if (!stopped) {
            assertThat(pieces.stream().mapToInt(Piece::tokens).sum()).isEqualTo(parts.size());
        }
    }

    /** The answer ends as soon as a stop text is whole, even if a longer one that began earlier might have become whole later. */
    private static String earliestOf(List<String> parts, List<String> stops, int end, String whole) {
        StringBuilder known = new StringBuilder();
        for (String part : parts) {
            known.append(part);
            int at = stops.stream()
                    .mapToInt(known::indexOf)
                    .filter(found -> found >= 0)
                    .min()
                    .orElse(-1);
            if (at >= 0) {
                return known.substring(0, at);
            }
        }
        return whole.substring(0, end);
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.strings().withChars("abé").ofMaxLength(4).list();
    }

    @Provide
    Arbitrary<List<String>> stops() {
        return Arbitraries.strings()
                .withChars("abé")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list();
    }

    private static Optional<Piece> add(Answer answer, String text) {
        return answer.add(text.getBytes(StandardCharsets.UTF_8), null);
    }
}
