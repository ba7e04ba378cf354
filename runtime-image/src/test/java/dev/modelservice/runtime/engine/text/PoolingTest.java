package dev.modelservice.runtime.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoolingTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
                    MEAN | 1 1 1 | 4 5   | all tokens count
                    MEAN | 1 1 0 | 2 3   | a masked token does not count
                    MEAN | 1 1   | 2 3   | padding past the mask does not count
                    MEAN | 0 0 0 | 0 0   | no token at all gives zeros, not NaN
                    CLS  | 1 1 1 | 1 2   | the first token alone
                    """)
    void poolsByMask(Pooling pooling, String mask, String expected, String sentence) {
        FloatBuffer tokens = FloatBuffer.wrap(new float[] {1, 2, 3, 4, 8, 9});
        float[] pooled = new float[2];

        pooling.pool(tokens, longs(mask), 3, pooled);

        String[] wanted = expected.split(" ", -1);
        assertThat(pooled).as(sentence).containsExactly(Float.parseFloat(wanted[0]), Float.parseFloat(wanted[1]));
    }

    @ParameterizedTest
    @CsvSource({"3,4,0.6,0.8", "0,0,0,0", "-2,0,-1,0"})
    void normalisesToLengthOne(float x, float y, float wantX, float wantY) {
        float[] vector = {x, y};

        Pooling.normalise(vector);

        assertThat(vector).containsExactly(wantX, wantY);
    }

    private static long[] longs(String text) {
        return java.util.Arrays.stream(text.split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
