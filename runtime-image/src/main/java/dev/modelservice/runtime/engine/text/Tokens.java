package dev.modelservice.runtime.engine.text;

/**
 * The tokens of one text, or of a pair of texts.
 *
 * @param types which of the two texts a token is of; empty where the model does not ask
 */
record Tokens(long[] ids, long[] types) {

    int length() {
        return ids.length;
    }
}
