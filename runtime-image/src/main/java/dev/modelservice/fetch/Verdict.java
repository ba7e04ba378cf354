package dev.modelservice.fetch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows from an {@link Answer}. */
sealed interface Verdict {

    /** Take the body: it begins at this byte of the file, and the file ends at {@code total} where that is known. */
    record Take(long from, OptionalLong total) implements Verdict {}

    /** All of it is there already. */
    record Whole() implements Verdict {}

    /** Ask there. */
    record Redirect(String location) implements Verdict {}

    /** Ask again in a moment. */
    record Retry(String because) implements Verdict {}

    /** Throw away what is there and ask again. */
    record StartAgain() implements Verdict {}

    /** Give up. */
    record Fail(Reason reason, String message) implements Verdict {}

    Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    /** Decides, for an answer of this host when so many bytes were there before and so many are allowed in all. */
    static Verdict of(Answer answer, String host, Partial have, long maxBytes) {
        Verdict verdict = byStatus(answer, host, have);
        if (verdict instanceof Take take
                && take.total().isPresent()
                && take.total().getAsLong() > maxBytes) {
            return new Fail(
                    Reason.ModelTooLarge,
                    "the model at %s has %d bytes, and %d are allowed; raise the limit or use a smaller model"
                            .formatted(host, take.total().getAsLong(), maxBytes));
        }
        return verdict;
    }

    private static Verdict byStatus(Answer answer, String host, Partial have) {
        return switch (answer.status()) {
            case 200 -> new Take(0, answer.contentLength());
            case 206 -> partial(answer, have);
            case 301, 302, 303, 307, 308 ->
                answer.location()
                        .<Verdict>map(Redirect::new)
                        .orElseGet(() -> new Fail(
                                Reason.ModelUnreachable, host + " redirects without saying where to; correct the URI"));
            case 401, 403 ->
                new Fail(
                        Reason.ModelForbidden,
                        "%s refused the model (HTTP %d); check the credentials in the secret, and that they may read it"
                                .formatted(host, answer.status()));
            case 404, 410 ->
                new Fail(
                        Reason.ModelNotFound,
                        "%s has no such file (HTTP %d); check the path in the model's URI"
                                .formatted(host, answer.status()));
            case 416 -> nothingLeft(answer, have) ? new Whole() : new StartAgain();
            case 408, 425, 429, 500, 502, 503, 504 -> new Retry("HTTP " + answer.status());
            default ->
                new Fail(
                        Reason.ModelUnreachable,
                        "%s answered with HTTP %d, which is no answer to a download; check the model's URI"
                                .formatted(host, answer.status()));
        };
    }

    private static boolean nothingLeft(Answer answer, Partial have) {
        return have.isResumable()
                && answer.contentRange()
                        .filter(("bytes */" + have.bytes())::equals)
                        .isPresent();
    }

    private static Verdict partial(Answer answer, Partial have) {
        // A server that does not know If-Range could send the rest of another version.
        if (answer.validator().isPresent() && !answer.validator().equals(have.validator())) {
            return new StartAgain();
        }
        Optional<Matcher> range =
                answer.contentRange().map(CONTENT_RANGE::matcher).filter(Matcher::matches);
        if (range.isEmpty() || Long.parseLong(range.get().group(1)) != have.bytes()) {
            return new StartAgain();
        }
        String total = range.get().group(2);
        return new Take(
                have.bytes(), total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total)));
    }
}
