package dev.modelservice.runtime.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoolingTest {

    private static final float[] VECTORS = {9, 9, 1, 2, 3, 4, 8, 9};

    @ParameterizedTest(name = "{0} of {1}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    MEAN             | 3 | 4 | 5   | all tokens count
                    MEAN             | 2 | 2 | 3   | padding past the length does not count
                    MEAN             | 0 | 0 | 0   | no token at all gives zeros, not NaN
                    CLS              | 3 | 1 | 2   | the first token alone
                    CLS              | 0 | 0 | 0   | no token
                    MAX              | 2 | 3 | 4   | the largest of each number
                    MEAN_SQRT_LENGTH | 1 | 1 | 2   | one token is itself
                    WEIGHTED_MEAN    | 2 | 2.3333333 | 3.3333333 | the second counts twice
                    LAST             | 2 | 3 | 4   | the last that is no padding
                    LAST             | 0 | 0 | 0   | no token
                    """)
    void pools(Pooling pooling, int length, float x, float y, String sentence) {
        Vectors vectors = new Vectors.Single(FloatBuffer.wrap(VECTORS), 2);

        assertThat(pooling.pool(vectors, 1, length)).as(sentence).containsExactly(x, y);
    }

    @Test
    void vectorsOfHalfWidthAreReadAsWell() {
        ShortBuffer numbers = ShortBuffer.wrap(new short[] {Float.floatToFloat16(1.5f), Float.floatToFloat16(-2)});

        assertThat(new Vectors.Half(numbers, 1).at(1)).containsExactly(-2);
    }

    @ParameterizedTest
    @CsvSource({"mean,MEAN", "cls,CLS", "lasttoken,LAST", "max,MAX"})
    void newerFilesNameOneMode(String mode, Pooling pooling) {
        assertThat(Pooling.values()).filteredOn(each -> each.isCalled(mode)).containsExactly(pooling);
    }

    @ParameterizedTest
    @CsvSource({"3,4,0.6,0.8", "0,0,0,0", "-2,0,-1,0"})
    void normalisesToLengthOne(float x, float y, float wantX, float wantY) {
        float[] vector = {x, y};

        Pooling.normalise(vector);

        assertThat(vector).containsExactly(wantX, wantY);
    }
}
