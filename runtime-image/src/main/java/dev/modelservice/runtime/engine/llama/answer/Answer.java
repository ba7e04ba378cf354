package dev.modelservice.runtime.engine.llama.answer;

import dev.modelservice.runtime.generate.GenerationEvent.Piece;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer while it grows by tokens. A token is told with the piece that has its last character. Not for several
 * threads.
 */
public final class Answer {

    /**
     * A token that was not told yet.
     *
     * @param start how many characters of the answer are before it
     * @param end how many there are with it; if it ends within a character, with the whole of that
     */
    private record Token(int start, int end, @Nullable TokenLogprob logprob) {}

    private final StopTexts stops;
    private final Utf8Joiner joiner = new Utf8Joiner();
    private final StringBuilder open = new StringBuilder();
    private final Deque<Token> tokens = new ArrayDeque<>();
    private int told;
    private boolean ended;
    private boolean stopped;

    /** @param stops texts, none of them empty, at which the answer ends */
    public Answer(List<String> stops) {
        this.stops = new StopTexts(stops);
    }

    /** Adds a token, and gives what can be told now. After the end of the answer nothing is added. */
    public Optional<Piece> add(byte[] bytes, @Nullable TokenLogprob logprob) {
        if (ended) {
            return Optional.empty();
        }
        int start = told + open.length();
        open.append(joiner.add(bytes));
        int end = told + open.length() + (joiner.isInCharacter() ? 1 : 0);
        tokens.addLast(new Token(start, end, logprob));
        return cut();
    }

    private Optional<Piece> cut() {
        StopTexts.Cut cut = stops.cut(open);
        stopped = cut.stopped();
        ended = stopped;
        return tell(cut.sure());
    }

    /** No token follows: gives what was held back. */
    public Optional<Piece> end() {
        if (ended) {
            return Optional.empty();
        }
        open.append(joiner.end());
        ended = true;
        return tell(open.length());
    }

    private Optional<Piece> tell(int characters) {
        if (characters == 0 && !ended) {
            return Optional.empty();
        }
        String text = open.substring(0, characters);
        open.delete(0, characters);
        told += characters;
        int count = 0;
        List<TokenLogprob> logprobs = new ArrayList<>();
        while (!tokens.isEmpty() && isTold(tokens.getFirst())) {
            TokenLogprob logprob = tokens.removeFirst().logprob();
            if (logprob != null) {
                logprobs.add(logprob);
            }
            count++;
        }
        return text.isEmpty() && count == 0 ? Optional.empty() : Optional.of(new Piece(text, count, logprobs));
    }

    private boolean isTold(Token token) {
        return token.end() <= told || (ended && (token.start() < told || !stopped));
    }

    /** Whether a stop text came. */
    public boolean stopped() {
        return stopped;
    }
}
