package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.lane.Link;

/**
 * What came of each burst of a search, told to its sender when he asks. He asks with the number of his next datagram: all below
 * belong to this burst or to one before, and one that comes after the answer is late, and counts in none. For one thread.
 */
final class BurstCounts {

    private final SideTalk talk;
    private long from;
    private long received;
    private long firstNanos;
    private long lastNanos;

    BurstCounts(Link link) {
        this.talk = new SideTalk(link);
    }

    /** A datagram that has not come before. */
    void took(long number, long nowNanos) {
        if (number >= from) {
            firstNanos = received == 0 ? nowNanos : firstNanos;
            lastNanos = nowNanos;
            received++;
        }
    }

    /**
     * When nothing has come for a while. What goes wrong here shows at the sender, and ends the trial there.
     */
    void answerIfAsked() {
        if (talk.hasMore() && talk.hear(1) > 0) {
            from = talk.number(0);
            talk.say(received, lastNanos - firstNanos);
            received = 0;
            firstNanos = 0;
            lastNanos = 0;
        }
    }
}
