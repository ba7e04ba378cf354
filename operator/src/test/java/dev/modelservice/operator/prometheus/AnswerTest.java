package dev.modelservice.operator.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.analysis.QueryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerTest {

    private static final String ONE = "{'metric':{},'value':[1.5,'%s']}";

    @ParameterizedTest
    @ValueSource(strings = {"0.25", "-3", "1e3"})
    void oneNumberIsTheResult(String number) {
        assertThat(read(200, vector(ONE.formatted(number))))
                .isEqualTo(new QueryResult.Value(Double.parseDouble(number)));
        assertThat(read(200, "{'status':'success','data':{'resultType':'scalar','result':[1.5,'" + number + "']}}"))
                .isEqualTo(new QueryResult.Value(Double.parseDouble(number)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"NaN, no number", "+Inf, no number", "'', no number", "many, no number"})
    void whatIsNoNumberIsMissing(String text, String why) {
        assertThat(why(read(200, vector(ONE.formatted(text))))).contains(why);
    }

    @Test
    void noValueAndSeveralAreMissing() {
        assertThat(why(read(200, vector("")))).contains("no data yet");
        assertThat(why(read(200, vector(ONE.formatted("1") + "," + ONE.formatted("2")))))
                .contains("2 values", "sum(...)");
        assertThat(why(read(200, "{'status':'success','data':{'resultType':'matrix','result':[]}}")))
                .contains("leave out the range");
    }

    @Test
    void whatPrometheusSaysOfTheQueryIsShown() {
        assertThat(why(read(400, "{'status':'error','errorType':'bad_data','error':'parse error: unexpected end'}")))
                .contains("refuses the query: parse error: unexpected end");
    }

    @Test
    void whatAnythingElseSaysIsNotShown() {
        assertThat(why(read(200, "<html>secret</html>")))
                .contains("no Prometheus server")
                .doesNotContain("secret");
        assertThat(why(read(403, "{'error':'secret'}"))).contains("HTTP 403").doesNotContain("secret");
        assertThat(why(read(200, ""))).contains("HTTP 200");
    }

    @Test
    void namesComeIntoTheirPlacesAndStayInTheirQuotes() {
        var subject = new Subject("team-a", "mini\"lm\\", "r2", "r1");
        assertThat(subject.in(
                        "rate(x{n=\"{{namespace}}\",m=\"{{name}}\",r=\"{{candidate}}\"}[1m]) / y{r='{{stable}}'}"))
                .isEqualTo("rate(x{n=\"team-a\",m=\"mini\\\"lm\\\\\",r=\"r2\"}[1m]) / y{r='r1'}");
    }

    @Test
    void theQueryIsEncodedIntoTheAddress() {
        assertThat(new Question("http://prometheus:9090/prefix/", "a{b=\"c\"} > 1", 10).uri())
                .hasToString("http://prometheus:9090/prefix/api/v1/query?query=a%7Bb%3D%22c%22%7D+%3E+1");
    }

    private static String vector(String samples) {
        return "{'status':'success','data':{'resultType':'vector','result':[" + samples + "]}}";
    }

    private static QueryResult read(int status, String body) {
        return Answer.read(status, body.replace('\'', '"'));
    }

    private static String why(QueryResult result) {
        return ((QueryResult.Missing) result).why();
    }
}
