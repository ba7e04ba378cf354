package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.TokenLogprob;
import dev.modelservice.runtime.generate.Usage;
import java.util.ArrayList;
import java.util.List;

/** One text as far as it was told. Not for several threads. */
final class Choice {

    private final StringBuilder text;
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private FinishReason reason = FinishReason.STOP;
    private Usage usage = Usages.NOTHING;
    private boolean finished;

    /** A text that begins with this. */
    Choice(String opening) {
        text = new StringBuilder(opening);
    }

    void add(GenerationEvent.Piece piece) {
        text.append(piece.text());
        logprobs.addAll(piece.logprobs());
    }

    void finish(GenerationEvent.Finished end) {
        reason = end.reason();
        usage = end.usage();
        finished = true;
    }

    String text() {
        return text.toString();
    }

    List<TokenLogprob> logprobs() {
        return logprobs;
    }

    /** Why it ended, as both endpoints call it. */
    String finishReason() {
        return word(reason);
    }

    static String word(FinishReason reason) {
        return switch (reason) {
            case STOP, CANCELLED -> "stop";
            case LENGTH -> "length";
        };
    }

    Usage usage() {
        return usage;
    }

    boolean isFinished() {
        return finished;
    }
}
