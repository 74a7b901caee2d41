package dev.tare.probe.iperf3;

import java.util.concurrent.TimeUnit;

/** How far a test is: when what is omitted is over, and whether it goes on at all. */
final class Progress {

    private final TestParameters parameters;
    private final Flows flows;
    private final long begunNanos;
    private boolean counting;
    private long movedBytes;
    private long movedNanos;

    Progress(TestParameters parameters, Flows flows, long begunNanos) {
        this.parameters = parameters;
        this.flows = flows;
        this.begunNanos = begunNanos;
        this.counting = parameters.omitSeconds() == 0;
        this.movedNanos = begunNanos;
    }

    /** To be called now and then. */
    void look(long nowNanos) {
        if (!counting && nowNanos - begunNanos >= TimeUnit.SECONDS.toNanos(parameters.omitSeconds())) {
            counting = true;
            flows.countNow(nowNanos);
        }
        long moved = flows.movedBytes();
        if (moved != movedBytes) {
            movedBytes = moved;
            movedNanos = nowNanos;
        }
    }

    /** Whether a peer that was to end it has not, for so long after its time or, where it has none, without any traffic. */
    boolean isOverdue(long nowNanos, long graceNanos, long idleNanos) {
        look(nowNanos);
        return parameters.lengthNanos() > 0
                ? nowNanos - begunNanos >= parameters.lengthNanos() + graceNanos
                : nowNanos - movedNanos >= idleNanos;
    }

    /** Whether it has come to the end that its parameters name. */
    boolean isOver(long nowNanos) {
        look(nowNanos);
        boolean timeIsUp = parameters.lengthNanos() > 0 && nowNanos - begunNanos >= parameters.lengthNanos();
        return timeIsUp && counting;
    }
}
