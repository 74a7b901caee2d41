package dev.tare.controller.analysis.verdict;

import dev.tare.controller.archive.DeviceData;
import java.util.List;
import java.util.Map;

/**
 * The path between the two sides of one host. The loopback carries both directions, and counts each packet once as sent and once
 * as received. At a bridge the port of the side is looked at, from the host's end: what the runtime sends it receives. Where a
 * device of the runtime's own leads straight to the other's (macvlan), that is the one. None of it may have crossed the data device.
 *
 * @param devices of the path, from the runtime's own to where both meet
 */
record OneHostPath(String side, List<String> devices, String dataDevice, Flow out, Flow back) {

    private static final String LOOPBACK = "lo";

    void judge(Map<String, DeviceData> before, Map<String, DeviceData> after, Findings findings) {
        String device = devices.isEmpty() ? "the path" : devices.get(Math.max(0, devices.size() - 2));
        DeviceData then = before.get(device);
        DeviceData now = after.get(device);
        DeviceData dataThen = before.get(dataDevice);
        DeviceData dataNow = after.get(dataDevice);
        if (then == null || now == null || dataThen == null || dataNow == null || device.equals(dataDevice)) {
            findings.invalid(
                    "the %s's path is not proven: no counters of %s and of %s around the connection",
                    side, device, dataDevice);
            return;
        }
        long sent = now.txBytes() - then.txBytes();
        long received = now.rxBytes() - then.rxBytes();
        Flow.Bounds outward = out.bounds(back);
        Flow.Bounds backward = back.bounds(out);
        String where = "the " + side + "'s " + device;
        if (device.equals(LOOPBACK)) {
            outward.plus(backward).check(where + " carried", sent, findings);
        } else {
            boolean isPort = devices.size() > 1;
            outward.check(where + (isPort ? " received" : " sent"), isPort ? received : sent, findings);
            backward.check(where + (isPort ? " sent" : " received"), isPort ? sent : received, findings);
        }
        aside(dataNow.txBytes() - dataThen.txBytes() + dataNow.rxBytes() - dataThen.rxBytes(), findings);
    }

    private void aside(long carried, Findings findings) {
        double most = Limits.PATH_SLACK_BYTES + Limits.PATH_BELOW * (out.mostPayload() + back.mostPayload());
        if (carried > most) {
            findings.invalid(
                    "the path is within the host, but the %s's %s carried %d bytes, at most %.0f were expected",
                    side, dataDevice, carried, most);
        }
    }
}
