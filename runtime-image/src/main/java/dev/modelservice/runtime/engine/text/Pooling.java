package dev.modelservice.runtime.engine.text;

/** How the vectors of a text's tokens become the vector of the text; the names are those of sentence-transformers. */
enum Pooling {
    /** The mean over all tokens. */
    MEAN("mean_tokens") {
        @Override
        float[] pool(Vectors tokens, int first, int length) {
            return sum(tokens, first, length, _ -> 1, length);
        }
    },
    /** The vector of the first token. */
    CLS("cls_token") {
        @Override
        float[] pool(Vectors tokens, int first, int length) {
            return one(tokens, first, length);
        }
    },
    /** The largest of each number. */
    MAX("max_tokens") {
        @Override
        float[] pool(Vectors tokens, int first, int length) {
            float[] most = one(tokens, first, length);
            float[] vector = new float[most.length];
            for (int token = 1; token < length; token++) {
                tokens.read(first + token, vector);
                for (int i = 0; i < most.length; i++) {
                    most[i] = Math.max(most[i], vector[i]);
                }
            }
            return most;
        }
    },
    /** The sum, divided by the root of the length. */
    MEAN_SQRT_LENGTH("mean_sqrt_len_tokens") {
        @Override
        float[] pool(Vectors tokens, int first, int length) {
            return sum(tokens, first, length, _ -> 1, Math.sqrt(length));
        }
    },
    /** The mean in which later tokens count for more: the second twice as much as the first. */
    WEIGHTED_MEAN("weightedmean_tokens") {
        @Override
        float[] pool(Vectors tokens, int first, int length) {
            return sum(tokens, first, length, token -> token + 1, length * (length + 1.0) / 2);
        }
    },
    /** The vector of the last token. */
    LAST("lasttoken") {
        @Override
        float[] pool(Vectors tokens, int first, int length) {
            return one(tokens, first + Math.max(0, length - 1), length);
        }
    };

    private final String key;

    Pooling(String key) {
        this.key = key;
    }

    /** What a {@code config.json} of a pooling calls it, without {@code pooling_mode_}. */
    String key() {
        return key;
    }

    /** Whether newer files, which name one mode, mean this one. */
    boolean isCalled(String mode) {
        return key.equals(mode) || key.equals(mode + "_tokens") || key.equals(mode + "_token");
    }

    /**
     * Pools one text; zeros for a text without tokens.
     *
     * @param first where its tokens begin
     */
    abstract float[] pool(Vectors tokens, int first, int length);

    private interface WeightOf {
        int token(int place);
    }

    private static float[] sum(Vectors tokens, int first, int length, WeightOf weight, double divisor) {
        float[] sum = new float[tokens.width()];
        float[] vector = new float[sum.length];
        for (int token = 0; token < length; token++) {
            tokens.read(first + token, vector);
            int times = weight.token(token);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += times * vector[i];
            }
        }
        for (int i = 0; length > 0 && i < sum.length; i++) {
            sum[i] = (float) (sum[i] / divisor);
        }
        return sum;
    }

    private static float[] one(Vectors tokens, int place, int length) {
        float[] vector = new float[tokens.width()];
        if (length > 0) {
            tokens.read(place, vector);
        }
        return vector;
    }

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
