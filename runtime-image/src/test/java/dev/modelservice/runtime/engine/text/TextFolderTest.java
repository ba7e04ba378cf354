package dev.modelservice.runtime.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files beside a text model change, and which of them are refused. */
final class TextFolderTest {

    private static final String LONG = "the cat and the kitten ".repeat(20);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            embedding | 1_Pooling/config.json | {"pooling_mode_mean_tokens": true, "pooling_mode_cls_token": true} | asks for [MEAN, CLS]; expected one of [MEAN, CLS, MAX,
            embedding | 1_Pooling/config.json | {"pooling_mode_of_mine": true} | asks for {pooling_mode_of_mine=true}; expected one of
            embedding | modules.json | [{"type": "a.Pooling", "path": "../other"}] | the path of its Pooling is '../other'; expected a folder beside it
            embedding | modules.json | [{"type": "a.Dense", "path": "2_Dense"}] | names more steps than Transformer, Pooling and Normalize
            embedding | sentence_bert_config.json | {"max_seq_length": 2} | max_seq_length is 2; expected at least 8
            embedding | sentence_bert_config.json | {"max_seq_length": | cannot be read as JSON
            labels | config.json | {"id2label": {"0": "a", "1": "b", "2": "c"}, "problem_type": "regression"} | problem_type is regression with 3 numbers
            labels | config.json | {"id2label": {"0": "a", "7": "b"}} | id2label has [0, 7]; expected a name for each of 0 to 1
            scores | config.json | {"id2label": {"0": "a", "1": "b"}} | gives logits FP32 [-1,1]; expected as many numbers as config.json has names in id2label, which are [a, b]
            scores | config.json | {"sbert_ce_default_activation_function": "torch.nn.Tanh"} | the activation of its cross-encoder is Tanh; expected Sigmoid or Identity
            token-labels | config.json | {"architectures": ["BertForTokenClassification"]} | its model (by config.json BertForTokenClassification) gives logits FP32 [-1,-1,2]; expected one row for each text
            """)
    void whatCannotBeServedIsRefusedInWords(String model, String file, String json, String words) throws Exception {
        TextModels.copy(model, folder);
        TextModels.write(folder, file, json);

        assertThatThrownBy(() -> TextModels.open(folder))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest(name = "{0}: {1} tokens")
    @CsvSource(delimiter = '|', textBlock = """
            what tokenizer.json says                     | 24 | | |
            sentence_bert_config.json before the others  | 10 | {"max_seq_length": 10} | {"model_max_length": 12} | 24
            model_max_length where tokenizer.json is open | 12 | | {"model_max_length": 12} |
            places of the model where nothing else says  | 30 | | {"model_max_length": 1000000000000000019884624838656} | 30
            """)
    void aTextIsCutWhere(String rule, int tokens, String sentence, String tokenizer, String places) throws Exception {
        TextModels.copy("embedding", folder);
        if (sentence != null) {
            TextModels.write(folder, "sentence_bert_config.json", sentence);
        }
        if (tokenizer != null) {
            TextModels.write(folder, "tokenizer_config.json", tokenizer);
            String open = Files.readString(folder.resolve("tokenizer.json"))
                    .replaceFirst("\"truncation\":\\{[^}]*}", "\"truncation\":null");
            TextModels.write(folder, "tokenizer.json", open);
        }
        if (places != null) {
            TextModels.write(folder, "config.json", "{\"max_position_embeddings\": %s}".formatted(places));
        }
        try (Engine engine = TextModels.open(folder)) {
            assertThat(engine.prepare(List.of(TextModels.texts("text", List.of(LONG))), List.of("embedding"))
                            .tokens())
                    .as(rule)
                    .isEqualTo(tokens);
        }
    }

    @Test
    void placesOfTheRobertaFamilyBeginAtTwo() throws Exception {
        TextModels.write(folder, "config.json", "{\"max_position_embeddings\": 514, \"model_type\": \"xlm-roberta\"}");

        assertThat(TextSettings.read(folder).maxTokens(-1)).isEqualTo(512);
    }

    @Test
    void aTextIsMadeLowerCaseWhereTheFolderSaysSo() throws Exception {
        TextModels.copy("embedding", folder);
        TextModels.write(folder, "sentence_bert_config.json", "{\"do_lower_case\": true}");
        String cased =
                Files.readString(folder.resolve("tokenizer.json")).replace("\"lowercase\":true", "\"lowercase\":false");
        TextModels.write(folder, "tokenizer.json", cased);

        assertThat(tokensOf("CAT")).isEqualTo(3);
        TextModels.write(folder, "sentence_bert_config.json", "{}");
        assertThat(tokensOf("CAT THE")).isEqualTo(4);
        assertThat(tokensOf("CATS")).isEqualTo(3);
    }

    private int tokensOf(String text) throws InvalidModelException {
        try (Engine engine = TextModels.open(folder)) {
            return engine.prepare(List.of(TextModels.texts("text", List.of(text))), List.of("embedding"))
                    .tokens();
        }
    }
}
