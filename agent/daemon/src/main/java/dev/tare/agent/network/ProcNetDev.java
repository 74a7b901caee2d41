package dev.tare.agent.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reader of {@code /proc/thread-self/net/dev}: the devices of the calling thread's namespace. */
final class ProcNetDev {

    private static final Path FILE = Path.of("/proc/thread-self/net/dev");
    private static final int HEADER_LINES = 2;
    private static final int RX_BYTES = 0;
    private static final int RX_PACKETS = 1;
    private static final int RX_DROPPED = 3;
    private static final int TX_BYTES = 8;
    private static final int TX_PACKETS = 9;
    private static final int TX_DROPPED = 11;

    private ProcNetDev() {}

    static Map<String, DeviceCounters> read() throws IOException {
        return parse(Files.readAllLines(FILE));
    }

    static Map<String, DeviceCounters> parse(List<String> lines) {
        Map<String, DeviceCounters> devices = new HashMap<>();
        lines.stream().skip(HEADER_LINES).forEach(line -> {
            int colon = line.lastIndexOf(':');
            String name = line.substring(0, colon).strip();
            String[] fields = line.substring(colon + 1).strip().split(" +", -1);
            devices.put(
                    name,
                    new DeviceCounters(
                            name,
                            Long.parseLong(fields[RX_BYTES]),
                            Long.parseLong(fields[RX_PACKETS]),
                            Long.parseLong(fields[RX_DROPPED]),
                            Long.parseLong(fields[TX_BYTES]),
                            Long.parseLong(fields[TX_PACKETS]),
                            Long.parseLong(fields[TX_DROPPED]),
                            Optional.empty()));
        });
        return devices;
    }
}
