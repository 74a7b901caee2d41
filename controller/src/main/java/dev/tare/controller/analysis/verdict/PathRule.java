package dev.tare.controller.analysis.verdict;

import dev.tare.common.catalog.Transport;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.archive.DeviceData;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes went where the path says: the counters of each host's data device, taken around the whole connection, account
 * for what its probe sent and received. Within one host those of other devices do ({@link OneHostPath}).
 *
 * <p>A NIC counts frames, a veth counts super-packets of up to 64 KiB with one header: so the counters lie between payload
 * with one header per 64 KiB, and payload with a header per segment plus one acknowledgement for each segment of the other
 * direction. A message is a packet of its own, and may bring others with it, as opening a connection does. Below that,
 * bytes took another way; above, somebody else was on the link. What UDP loses may never have reached a device, so that
 * the least is what the receiver read, and the most what the sender wrote.
 */
final class PathRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        if (evidence.roles().isEmpty()) {
            return;
        }
        Flow toServer = Flow.of(evidence, Side.CLIENT);
        Flow toClient = Flow.of(evidence, Side.SERVER);
        for (Side side : Side.values()) {
            SideData data = evidence.sides().get(side);
            if (data == null || data.done() == null || data.prepared() == null) {
                continue;
            }
            boolean client = side == Side.CLIENT;
            judge(side, data, evidence, client ? toServer : toClient, client ? toClient : toServer, findings);
        }
        if (toServer.traffic().transport() != Transport.ICMP) {
            conserved(evidence, findings);
        }
    }

    private static void judge(Side side, SideData data, Evidence evidence, Flow out, Flow back, Findings findings) {
        PreparedData prepared = data.prepared();
        DoneData done = data.done();
        String device = device(side, evidence, prepared);
        if (evidence.surroundings().oneHost() && prepared != null && done != null && out.known() && back.known()) {
            new OneHostPath(side.word(), prepared.devices(), device, out, back)
                    .judge(prepared.counters(), done.counters(), findings);
            return;
        }
        DeviceData before = prepared == null ? null : prepared.counters().get(device);
        DeviceData after = done == null ? null : done.counters().get(device);
        if (!out.known() || !back.known() || before == null || after == null) {
            findings.invalid(
                    "the %s's path is not proven: no counters of %s around the connection", side.word(), device);
            return;
        }
        String where = "the " + side.word() + "'s " + device;
        Flow.Bounds outward = out.bounds(back);
        outward.check(where + " sent", after.txBytes() - before.txBytes(), findings);
        back.bounds(out).check(where + " received", after.rxBytes() - before.rxBytes(), findings);
        Long qdiscBefore = before.qdiscBytes();
        Long qdiscAfter = after.qdiscBytes();
        if (qdiscBefore != null && qdiscAfter != null && qdiscAfter >= qdiscBefore) {
            outward.check(where + "'s queue passed", qdiscAfter - qdiscBefore, findings);
        }
    }

    /** What one application wrote the other one read, but for what was under way when the sender stopped. */
    private static void conserved(Evidence evidence, Findings findings) {
        for (Side side : Side.values()) {
            OptionalLong sent = evidence.sentBytes(side);
            OptionalLong received = evidence.receivedBytes(side.other());
            if (sent.isPresent() && received.isPresent() && received.getAsLong() > sent.getAsLong()) {
                findings.invalid(
                        "the %s read %d bytes, the %s wrote %d only",
                        side.other().word(), received.getAsLong(), side.word(), sent.getAsLong());
            }
        }
    }

    private static String device(Side side, Evidence evidence, @Nullable PreparedData prepared) {
        String known = evidence.surroundings().dataInterfaces().get(side);
        if (known != null) {
            return known;
        }
        return prepared == null || prepared.devices().isEmpty()
                ? "data device"
                : prepared.devices().getLast();
    }
}
