package dev.modelservice.runtime.engine.llama.schedule;

/** How the room of a step is shared out. */
final class Shares {

    private Shares() {}

    /**
     * Everyone gets one token, so that nobody who writes waits for one who reads. Half of what is left is shared equally,
     * so that a short prompt does not wait for a long one; the rest goes to who came first, so that prompts end one after
     * the other and not all at last.
     *
     * @param pending tokens that each could use, at least 1, in the order of arrival
     * @param room tokens of the step, at least as many as there are sequences
     * @return tokens that each gets, at least 1
     */
    static int[] of(int[] pending, int room) {
        int[] shares = new int[pending.length];
        int readers = 0;
        for (int i = 0; i < pending.length; i++) {
            shares[i] = 1;
            readers += pending[i] > 1 ? 1 : 0;
        }
        int left = room - pending.length;
        if (readers > 0) {
            left -= hand(pending, shares, left, left / 2 / readers);
            hand(pending, shares, left, left);
        }
        return shares;
    }

    private static int hand(int[] pending, int[] shares, int left, int most) {
        int handed = 0;
        for (int i = 0; i < pending.length; i++) {
            int more = Math.min(Math.min(pending[i] - shares[i], most), left - handed);
            shares[i] += more;
            handed += more;
        }
        return handed;
    }
}
