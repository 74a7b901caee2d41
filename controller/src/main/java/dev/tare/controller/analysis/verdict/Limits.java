package dev.tare.controller.analysis.verdict;

/** Where each rule draws its line. docs/measurement-method.md gives the reasons. */
final class Limits {

    /** A cell is wire-limited from this share of its ceiling on. */
    static final double WIRE_LIMITED = 0.99;

    /** Goodput may read this much above the ceiling: the edges of intervals are read by software. */
    static final double ABOVE_CEILING = 1.001;

    /**
     * Bytes that queues and socket buffers, filled in warm-up, may give to the window besides: they stand between link
     * and application.
     */
    static final double BUFFERED_BYTES = 2 * 1024 * 1024;

    /** A CPU is saturated from this share of its time on. Ticks are 4 ms, so it is judged over the whole window. */
    static final double SATURATED = 0.98;

    /** The side under test has CPU left when its busiest CPU idles for more than this. */
    static final double HEADROOM = 0.10;

    /** Of a side's CPU time, taken by the hypervisor. */
    static final double STEAL = 0.01;

    /**
     * Of a CPU, taken by the agent and its sampler: told in ticks, so that a window of a second resolves 1%, and the same
     * for every runtime.
     */
    static final double AGENT = 0.10;

    /** Of a side's CPU time, taken by somebody who is neither runtime, agent nor interrupt work. */
    static final double FOREIGN = 0.10;

    /** A rate that the plan asks for is reached from this share of it on. */
    static final double RATE_REACHED = 0.99;

    /** By how many standard deviations a Poisson process may stay behind its rate besides. */
    static final double RATE_SIGMAS = 4;

    /** Of the window, that host samples must cover for the CPU rules to mean anything. */
    static final double SAMPLES_COVER = 0.90;

    /** Of the window asked for, that the intervals must cover. */
    static final double WINDOW_COVERED = 0.99;

    /** The first quarter's median interval may differ by this much from that of the other three. */
    static final double STATIONARY = 0.10;

    /** Fewer intervals cannot show a trend. */
    static final int STATIONARY_INTERVALS = 12;

    /** Share by which device counters may miss the payload from below: they are read around the connection. */
    static final double PATH_BELOW = 0.001;

    /** Share by which device counters may exceed payload, headers and known retransmits. */
    static final double PATH_ABOVE = 0.02;

    /** The same where the sender does not tell its retransmits. */
    static final double PATH_ABOVE_UNTOLD = 0.10;

    /** Address resolution, stray multicast, handshakes. */
    static final long PATH_SLACK_BYTES = 256 * 1024;

    private Limits() {}
}
