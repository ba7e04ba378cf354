package dev.modelservice.runtime.engine.text;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become the vector of the text. */
enum Pooling {
    /** The mean over the tokens that the attention mask keeps. */
    MEAN {
        @Override
        void pool(FloatBuffer tokens, long[] mask, int length, float[] into) {
            int width = into.length;
            int kept = 0;
            for (int token = 0; token < length; token++) {
                if (token >= mask.length || mask[token] == 0) {
                    continue;
                }
                kept++;
                for (int i = 0; i < width; i++) {
                    into[i] += tokens.get(token * width + i);
                }
            }
            for (int i = 0; kept > 0 && i < width; i++) {
                into[i] /= kept;
            }
        }
    },
    /** The vector of the first token. */
    CLS {
        @Override
        void pool(FloatBuffer tokens, long[] mask, int length, float[] into) {
            for (int i = 0; length > 0 && i < into.length; i++) {
                into[i] = tokens.get(i);
            }
        }
    };

    /**
     * Pools one text.
     *
     * @param tokens {@code length} vectors, each as wide as {@code into}
     * @param mask one number per real token, 0 where it does not count; tokens past its end are padding
     * @param into zeros
     */
    abstract void pool(FloatBuffer tokens, long[] mask, int length, float[] into);

    /** Scales the vector to length 1; a vector of zeros stays as it is. */
    static void normalise(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        if (sum == 0) {
            return;
        }
        float scale = (float) (1 / Math.sqrt(sum));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
    }
}
