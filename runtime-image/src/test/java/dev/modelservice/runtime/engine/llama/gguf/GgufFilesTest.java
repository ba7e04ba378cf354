package dev.modelservice.runtime.engine.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GgufFilesTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            a.gguf LICENSE README.md                  | a.gguf               | the only one is the model
            m-00001-of-00002.gguf m-00002-of-00002.gguf | m-00001-of-00002.gguf | of a model in parts the first is opened
            m-00002-of-00002.gguf m-00001-of-00002.gguf | m-00001-of-00002.gguf | in whatever order they are listed
            m-00001-of-00001.gguf                     | m-00001-of-00001.gguf | a model may be in one part
            """)
    void findsTheModel(String files, String first, String sentence) throws Exception {
        assertThat(GgufFiles.among(names(files)).first()).as(sentence).isEqualTo(first);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            model.onnx                                | no file whose name ends with .gguf
            a.gguf b.gguf                             | the folder has several models, and one is expected: a.gguf, b.gguf
            m-00001-of-00002.gguf                     | m-00001-of-00002.gguf is part of a model of 2 files, of which m-00002-of-00002.gguf is missing
            m-00002-of-00002.gguf                     | of which m-00001-of-00002.gguf is missing
            m-00001-of-00001.gguf z.gguf              | the folder has several models
            m-00001-of-00000.gguf                     | claims to be of a model of 0 parts
            m-00001-of-99999.gguf                     | claims to be of a model of 99999 parts
            """)
    void saysWhyThereIsNone(String files, String message) {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> GgufFiles.among(names(files)))
                .withMessageContaining(message);
    }

    private static List<String> names(String files) {
        return Arrays.asList(files.split(" ", -1));
    }
}
