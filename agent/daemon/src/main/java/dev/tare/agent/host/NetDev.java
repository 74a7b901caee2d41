package dev.tare.agent.host;

import dev.tare.agent.network.DeviceCounters;
import java.util.Optional;

/** Lines of {@code /proc/net/dev}. */
final class NetDev {

    private NetDev() {}

    /** Reads the rest of a line: eight columns received, then those sent. */
    static DeviceCounters scan(String name, Scan line) {
        long rxBytes = line.number();
        long rxPackets = line.number();
        line.number();
        long rxDropped = line.number();
        for (int column = 0; column < 4; column++) {
            line.number();
        }
        long txBytes = line.number();
        long txPackets = line.number();
        line.number();
        return new DeviceCounters(
                name, rxBytes, rxPackets, rxDropped, txBytes, txPackets, line.number(), Optional.empty());
    }

    static DeviceCounters since(DeviceCounters now, DeviceCounters earlier) {
        return new DeviceCounters(
                now.name(),
                now.rxBytes() - earlier.rxBytes(),
                now.rxPackets() - earlier.rxPackets(),
                now.rxDropped() - earlier.rxDropped(),
                now.txBytes() - earlier.txBytes(),
                now.txPackets() - earlier.txPackets(),
                now.txDropped() - earlier.txDropped(),
                Optional.empty());
    }
}
