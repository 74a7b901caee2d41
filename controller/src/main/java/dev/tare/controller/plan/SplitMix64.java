package dev.tare.controller.plan;

/**
 * The generator of the order. It is written out here, and not taken from the platform, so that a seed in an old archive
 * gives the same order for ever: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
 */
final class SplitMix64 {

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound} - 1, each as likely: numbers of the incomplete last round are thrown away. */
    int below(int bound) {
        long incomplete = Long.remainderUnsigned(-1L, bound) + 1;
        long highest = incomplete == bound ? -1L : -1L - incomplete;
        long number;
        do {
            number = nextLong();
        } while (Long.compareUnsigned(number, highest) > 0);
        return (int) Long.remainderUnsigned(number, bound);
    }
}
