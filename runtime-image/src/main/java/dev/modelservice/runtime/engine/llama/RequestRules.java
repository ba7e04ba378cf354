package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Sampling;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request must be, whatever the model. */
final class RequestRules {

    private static final int MOST_STOP_TEXTS = 64;
    private static final int MOST_LOGPROBS = 100;

    private RequestRules() {}

    /** What is wrong with the request, in words for the one who sent it. */
    static Optional<String> objection(GenerationRequest request) {
        Sampling sampling = request.sampling();
        @Nullable String wrong = null;
        if (request.maxTokens() != null && request.maxTokens() < 1) {
            wrong = "at least 1 token must be wanted, not " + request.maxTokens();
        } else if (request.stop().size() > MOST_STOP_TEXTS) {
            wrong = "%d stop texts are more than %d".formatted(request.stop().size(), MOST_STOP_TEXTS);
        } else if (request.stop().contains("")) {
            wrong = "a stop text is empty";
        } else if (request.topLogprobs() != null && !isBetween(0, request.topLogprobs(), MOST_LOGPROBS)) {
            wrong = "alternatives are told for 0 to %d tokens, not %d".formatted(MOST_LOGPROBS, request.topLogprobs());
        } else if (!isBetween(0, sampling.temperature(), 100)) {
            wrong = "the temperature is %s and must be from 0 to 100".formatted(sampling.temperature());
        } else if (!isBetween(0, sampling.topP(), 1) || sampling.topP() == 0) {
            wrong = "top-p is %s and must be above 0 and at most 1".formatted(sampling.topP());
        } else if (sampling.topK() < 0) {
            wrong = "top-k is %d and must be at least 0".formatted(sampling.topK());
        } else if (!isBetween(0, sampling.minP(), 1)) {
            wrong = "min-p is %s and must be from 0 to 1".formatted(sampling.minP());
        } else if (!isBetween(-2, sampling.frequencyPenalty(), 2)) {
            wrong = "the frequency penalty is %s and must be from -2 to 2".formatted(sampling.frequencyPenalty());
        } else if (!isBetween(-2, sampling.presencePenalty(), 2)) {
            wrong = "the presence penalty is %s and must be from -2 to 2".formatted(sampling.presencePenalty());
        }
        return Optional.ofNullable(wrong);
    }

    /** False for NaN. */
    private static boolean isBetween(double least, double value, double most) {
        return value >= least && value <= most;
    }
}
