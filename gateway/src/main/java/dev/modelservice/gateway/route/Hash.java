package dev.modelservice.gateway.route;

/** Numbers out of texts that look drawn at random, and are the same in every gateway. */
final class Hash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    /** FNV-1a over the characters, then mixed. */
    static long of(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    /** A number between 0 and 1, both left out. */
    static double unit(long hash) {
        return ((mix(hash) >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Every bit of the result depends on every bit of the number (the end of MurmurHash3). */
    private static long mix(long number) {
        long mixed = number;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
