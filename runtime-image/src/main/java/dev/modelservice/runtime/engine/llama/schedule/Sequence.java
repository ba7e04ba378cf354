package dev.modelservice.runtime.engine.llama.schedule;

/** One text as the schedule sees it: its tokens so far, and how many of them are computed. */
public final class Sequence {

    static final int NOWHERE = -1;

    final Tokens tokens;
    private final int promptTokens;
    private int computed;
    private int reused;
    int place = NOWHERE;

    /** @param prompt at least one token */
    public Sequence(int[] prompt) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a sequence begins with a token");
        }
        this.tokens = new Tokens(prompt.clone());
        this.promptTokens = prompt.length;
    }

    public int promptTokens() {
        return promptTokens;
    }

    /** Tokens that came after the prompt. */
    public int generatedTokens() {
        return tokens.size() - promptTokens;
    }

    /** Tokens of the prompt that an earlier text in the same place had computed. */
    public int reusedTokens() {
        return reused;
    }

    /** Tokens that are computed. */
    public int computed() {
        return computed;
    }

    /** Tokens that are known and not computed: one for a text that is being written, more for a prompt that is being read. */
    public int pending() {
        return tokens.size() - computed;
    }

    /** Which of the places it has; only while it has one. */
    public int place() {
        return place;
    }

    public int token(int index) {
        return tokens.get(index);
    }

    /** The model chose this as the next token. */
    public void append(int token) {
        tokens.add(token);
    }

    void begin(int newPlace, int alreadyComputed) {
        place = newPlace;
        computed = alreadyComputed;
        reused = alreadyComputed;
    }

    void advance(int count) {
        computed += count;
    }

    /**
     * So many tokens are computed, whatever was thought before. The last known one never counts, because what follows it is
     * wanted.
     */
    public void correct(int tokensComputed) {
        computed = Math.clamp(tokensComputed, 0, tokens.size() - 1);
        reused = Math.min(reused, computed);
    }
}
