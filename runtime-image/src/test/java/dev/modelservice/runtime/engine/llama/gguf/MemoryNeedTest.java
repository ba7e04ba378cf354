package dev.modelservice.runtime.engine.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryNeedTest {

    private static final ModelShape SMOLLM =
            new ModelShape("llama", 98_362_432, 8192, 49_152, 30, 576, 1536, 30 * 3 * 64 * 2);

    /** What llama.cpp reports, in MiB: its cache, and its buffers to compute and for output. */
    @ParameterizedTest(name = "{0} texts of {1} tokens, {2} a step")
    @CsvSource(delimiter = '|', textBlock = """
            8 | 1024 | 512  | 180 | 14.5 | 1.5
            8 | 4096 | 512  | 720 | 17.5 | 1.5
            1 | 4096 | 512  | 90  | 17.5 | 0.2
            8 | 1024 | 256  | 180 | 7.3  | 1.5
            8 | 1024 | 128  | 180 | 3.6  | 1.5
            4 | 8192 | 2048 | 720 | 86   | 0.8
            8 | 1000 | 512  | 180 | 14.5 | 1.5
            """)
    void isNearWhatLlamaReports(int texts, int context, int step, double cache, double computing, double output) {
        MemoryNeed need = MemoryNeed.of(SMOLLM, texts, context, step);

        assertThat(mebibytes(need.cache())).isEqualTo(cache);
        assertThat(mebibytes(need.computing())).isCloseTo(computing + output, within(2 + 0.15 * computing));
        assertThat(need.total()).isEqualTo(98_362_432 + need.cache() + need.computing());
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
