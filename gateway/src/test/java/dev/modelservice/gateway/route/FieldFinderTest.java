package dev.modelservice.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldFinderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'model':'a/b','messages':[{'role':'user'}]} | a/b",
        "{ 'messages' : [ {'model':'no', 'content':'say \\'model\\': \\'x\\''} ], 'model' : 'a/b' } | a/b",
        "{'stream':true,'n':1,'x':null,'model':'a\\/b'} | a/b",
        "{'metadata':{'model':'no'},'model':'yes'} | yes",
        "{'a':'model','b':'c','model':'d'} | d",
        "{'a':[['model','x']],'model':'d'} | d",
        "{'input':'\u00fc\\\\','model':'d'} | d"
    })
    void theModelIsFoundWhereverItStandsAndHoweverItIsCut(String text, String model) {
        byte[] json = text.replace('\'', '"').getBytes(UTF_8);
        for (int size : new int[] {1, 2, 3, 7, json.length}) {
            FieldFinder finder = new FieldFinder();
            for (int from = 0; from < json.length; from += size) {
                finder.feed(java.util.Arrays.copyOfRange(json, from, Math.min(json.length, from + size)));
            }

            assertThat(finder.model()).as("in pieces of %d", size).isEqualTo(model);
            assertThat(finder.isEnded()).isTrue();
            assertThat(finder.isBroken()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "'x'", "1", "{'model':1}", "{'model':{'a':1}}", "{'model':['a']}", "}", "{'model':null}"})
    void whatHasNoNameForAModelIsBroken(String text) {
        FieldFinder finder = new FieldFinder();

        finder.feed(text.replace('\'', '"').getBytes(UTF_8));

        assertThat(finder.isBroken()).isTrue();
        assertThat(finder.model()).isNull();
    }

    @Test
    void aNameThatIsMuchTooLongIsNone() {
        FieldFinder finder = new FieldFinder();

        finder.feed(("{\"model\":\"" + "x".repeat(5000) + "\"}").getBytes(UTF_8));

        assertThat(finder.model()).isNull();
        assertThat(finder.isBroken()).isTrue();
    }

    @Test
    void theUserIsFoundToo() {
        FieldFinder finder = new FieldFinder();

        finder.feed("{\"model\":\"a/b\",\"user\":\"u-7\"".getBytes(UTF_8));

        assertThat(finder.user()).isEqualTo("u-7");
        assertThat(finder.isEnded()).isFalse();
    }

    @Test
    void theModelIsRenamedInPlace() {
        byte[] read = "{\"x\":\"\u00fc\",\"model\": \"team-a/minilm\",\"in".getBytes(UTF_8);
        FieldFinder finder = new FieldFinder();
        finder.feed(read);

        assertThat(new String(finder.renamed(read, "minilm"), UTF_8))
                .isEqualTo("{\"x\":\"\u00fc\",\"model\": \"minilm\",\"in");
    }
}
