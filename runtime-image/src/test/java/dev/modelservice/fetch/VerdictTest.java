package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {

    private static final Partial HUNDRED = new Partial(100, Optional.of("\"v1\""));

    @ParameterizedTest(name = "{0} {1} {2}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    200 | 500 | -               | "v1" | Take[from=0, total=OptionalLong[500]]
                    200 | -   | -               | -    | Take[from=0, total=OptionalLong.empty]
                    206 | 400 | bytes 100-499/500 | "v1" | Take[from=100, total=OptionalLong[500]]
                    206 | 400 | bytes 100-499/* | "v1" | Take[from=100, total=OptionalLong.empty]
                    206 | 400 | bytes 100-499/500 | -  | Take[from=100, total=OptionalLong[500]]
                    206 | 400 | bytes 100-499/500 | "v2" | StartAgain[]
                    206 | 400 | bytes 99-499/500 | "v1" | StartAgain[]
                    206 | 400 | -               | "v1" | StartAgain[]
                    206 | 400 | nonsense        | "v1" | StartAgain[]
                    416 | 0   | bytes */100     | "v1" | Whole[]
                    416 | 0   | bytes */90      | "v1" | StartAgain[]
                    416 | 0   | -               | "v1" | StartAgain[]
                    500 | -   | -               | -    | Retry[because=HTTP 500]
                    503 | -   | -               | -    | Retry[because=HTTP 503]
                    429 | -   | -               | -    | Retry[because=HTTP 429]
                    200 | 1001 | -              | -    | Fail[reason=ModelTooLarge, message=the model at h has 1001 bytes, and 1000 are allowed; raise the limit or use a smaller model]
                    206 | 901 | bytes 100-1000/1001 | - | Fail[reason=ModelTooLarge, message=the model at h has 1001 bytes, and 1000 are allowed; raise the limit or use a smaller model]
                    401 | -   | -               | -    | Fail[reason=ModelForbidden, message=h refused the model (HTTP 401); check the credentials in the secret, and that they may read it]
                    403 | -   | -               | -    | Fail[reason=ModelForbidden, message=h refused the model (HTTP 403); check the credentials in the secret, and that they may read it]
                    404 | -   | -               | -    | Fail[reason=ModelNotFound, message=h has no such file (HTTP 404); check the path in the model's URI]
                    410 | -   | -               | -    | Fail[reason=ModelNotFound, message=h has no such file (HTTP 410); check the path in the model's URI]
                    204 | -   | -               | -    | Fail[reason=ModelUnreachable, message=h answered with HTTP 204, which is no answer to a download; check the model's URI]
                    302 | -   | -               | -    | Fail[reason=ModelUnreachable, message=h redirects without saying where to; correct the URI]
                    """)
    void followsFromTheAnswer(int status, Long length, String range, String tag, String expected) {
        Answer answer = new Answer(
                status,
                length == null ? OptionalLong.empty() : OptionalLong.of(length),
                Optional.ofNullable(range),
                Optional.ofNullable(tag),
                Optional.empty(),
                Optional.empty());

        assertThat(Verdict.of(answer, "h", HUNDRED, 1000)).hasToString(expected);
    }

    @Test
    void aRedirectSaysWhereTo() {
        Answer answer = new Answer(
                307, OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("/there"));

        assertThat(Verdict.of(answer, "h", Partial.NOTHING, 1000)).isEqualTo(new Verdict.Redirect("/there"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "-", textBlock = """
                    "v1", Mon, "v1"
                    W/"v1", Mon, Mon
                    -, Mon, Mon
                    W/"v1", -, -
                    """)
    void onlyAStrongMarkIsGoodForResuming(String tag, String date, String expected) {
        Answer answer = new Answer(
                200,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.ofNullable(tag),
                Optional.ofNullable(date),
                Optional.empty());

        assertThat(answer.validator()).isEqualTo(Optional.ofNullable(expected));
    }
}
