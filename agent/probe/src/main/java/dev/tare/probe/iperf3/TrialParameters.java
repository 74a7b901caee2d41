package dev.tare.probe.iperf3;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.common.catalog.Transport;
import dev.tare.probe.iperf3.TestParameters.Direction;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.setup.WorkloadOptions;
import java.util.concurrent.TimeUnit;

/** What a trial is for iperf3: its warm-up is what is omitted. */
final class TrialParameters {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private TrialParameters() {}

    static TestParameters of(TrialSetup setup) {
        Traffic traffic = Catalog.find(Catalog.workloads(), setup.workload())
                .orElseThrow()
                .traffic();
        WorkloadOptions options = setup.options();
        boolean udp = traffic.transport() == Transport.UDP;
        return new TestParameters(
                udp,
                traffic.streamDirections() > 1
                        ? Direction.BOTH
                        : traffic.clientSends(options.values()) ? Direction.UPLOAD : Direction.DOWNLOAD,
                options.number("streams", 1),
                seconds(setup.timing().warmupNanos()),
                seconds(setup.timing().durationNanos()),
                0,
                0,
                options.number(udp ? "size" : "block"),
                udp ? options.longNumber("rate") : 0,
                options.number("buffer", 0),
                false,
                udp ? "" : setup.congestionControl(),
                udp,
                options.values().getOrDefault("zerocopy", "off").equals("on"));
    }

    /** A part of a second is told as a whole one: the client ends the test, and not the server by its time. */
    private static int seconds(long nanos) {
        return Math.toIntExact(Math.ceilDiv(nanos, SECOND_NANOS));
    }

    /** Another test would be another trial's. */
    static void check(TestParameters asked, TestParameters wanted) throws Refusal {
        boolean same = asked.udp() == wanted.udp()
                && asked.direction() == wanted.direction()
                && asked.streams() == wanted.streams()
                && asked.blockBytes() == wanted.blockBytes()
                && asked.limits().equals(wanted.limits());
        if (!same) {
            throw new Refusal(
                    Refusal.BAD_PARAMETERS, "a client asks for another test than the trial's: " + asked.write());
        }
    }
}
