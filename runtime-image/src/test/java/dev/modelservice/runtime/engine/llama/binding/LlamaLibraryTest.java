package dev.modelservice.runtime.engine.llama.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.llama.binding.LlamaContext.Outcome;
import dev.modelservice.runtime.generate.ChatMessage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LlamaLibraryTest {

    private static final Path LIBRARIES = Path.of("target/llama");
    private static LlamaLibrary library;
    private static LlamaModel model;

    @BeforeAll
    static void open() throws InvalidModelException {
        library = LlamaLibrary.open(LIBRARIES);
        model = library.load(Path.of("target/models/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"), 0);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void itsDefaultsLieWhereTheLayoutsHaveThem() {
        assertThat(ModelParameters.LAYOUT.byteSize()).isEqualTo(80);
        assertThat(ContextParameters.LAYOUT.byteSize()).isEqualTo(160);
        assertThat(StepBatch.LAYOUT.byteSize()).isEqualTo(56);
        // LlamaLibrary.open has compared the defaults; a layout that is off by one field does not match.
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment shifted = arena.allocate(ContextParameters.LAYOUT);
            ContextParameters.number(shifted, "n_batch", 512);
            assertThat(ContextParameters.match(shifted)).isFalse();
            assertThat(ModelParameters.match(arena.allocate(ModelParameters.LAYOUT)))
                    .isFalse();
        }
    }

    @Test
    void findsTheProcessor() {
        assertThat(library.devices()).extracting(Device::kind).contains(Device.Kind.CPU);
    }

    @Test
    void librariesThatAreNotThereAreAskedFor() {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> LlamaLibrary.open(Path.of("target/nowhere")))
                .withMessage("the libraries of llama.cpp, which run GGUF models, are not in target/nowhere;"
                        + " modelservice.runtime.llama-library-directory names their folder");
    }

    @Test
    void aLibraryOfAnotherVersionIsRefused(@TempDir Path folder) throws Exception {
        Path other = folder.resolve("libllama.v9.so");
        Files.copy(LIBRARIES.resolve("libggml-base.so"), other);

        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> LlamaLibrary.open(folder))
                .withMessage(other + " is not llama.cpp 0.5.0, for which this runtime was built:"
                        + " there is no function llama_version in it");
    }

    @Test
    void aFileThatIsNoLibraryIsRefused(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("libllama.so"), "no library");

        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> LlamaLibrary.open(folder))
                .withMessageContaining("libllama.so cannot be loaded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world!",
                "  two spaces and\n\ttabs  ",
                "größer, 日本語, ελληνικά, 😀👩‍👩‍👧",
                "def f(x):\n    return x + 1\n",
                "1234567890 3.14"
            })
    void tokensOfATextStandForTheText(String text) {
        int[] tokens = model.tokens(text);

        assertThat(text(tokens)).isEqualTo(text);
        assertThat(tokens.length).isLessThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void namesOfControlTokensAreReadAsSuchAndStandForNoText() {
        int[] tokens = model.tokens("<|im_end|>");

        assertThat(tokens).hasSize(1);
        assertThat(model.piece(tokens[0])).isEmpty();
        assertThat(model.isEnd(tokens[0])).isTrue();
    }

    @Test
    void longTextsOfOneKindDoNotBringTheTokeniserDown() {
        for (String part : List.of("a", " ", "\n", "1", "😀", "!?", "aA1 ")) {
            String text = part.repeat(100_000 / part.length());
            assertThat(text(model.tokens(text))).as("of %s", part).isEqualTo(text);
        }
    }

    @Test
    void laysOutConversationsAsTheModelLearnedThem() {
        assertThat(model.conversation(
                        List.of(new ChatMessage("system", "Be brief."), new ChatMessage("user", "Größe?"))))
                .contains("""
                        <|im_start|>system
                        Be brief.<|im_end|>
                        <|im_start|>user
                        Größe?<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void anAbortedStepLeavesNothingBehindAndIsComputedWhenAskedAgain() throws Exception {
        try (LlamaContext context = library.context(model, new ContextShape(2, 512, 256, 1, false))) {
            fill(context, 200);
            context.abort();
            assertThat(context.decode()).isEqualTo(Outcome.ABORTED);
            assertThat(context.tokens(0)).isZero();

            context.resume();

            assertThat(context.decode()).isEqualTo(Outcome.DONE);
            assertThat(context.tokens(0)).isEqualTo(200);
            assertThat(context.keep(0, 50)).isTrue();
            assertThat(context.tokens(0)).isEqualTo(50);
            assertThat(context.tokens(1)).isZero();
        }
    }

    @Test
    void aBatchHasRoomForNoMore() throws Exception {
        try (LlamaContext context = library.context(model, new ContextShape(1, 256, 4, 1, false))) {
            fill(context, 4);

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> context.batch().add(0, 4, 0, true))
                    .withMessage("a step has room for 4 tokens");
        }
    }

    private static void fill(LlamaContext context, int tokens) {
        context.batch().clear();
        for (int i = 0; i < tokens; i++) {
            context.batch().add(i + 100, i, 0, i == tokens - 1);
        }
    }

    private static String text(int[] tokens) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        IntStream.of(tokens).forEach(token -> bytes.writeBytes(model.piece(token)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
