package dev.tare.agent.network;

import dev.tare.common.catalog.Tuning;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a device does in the kernel's or the driver's stead, read as ethtool does (linux/ethtool.h) and under its names. A
 * device that does not tell one of them does not have it in the map.
 */
public final class Offloads {

    private static final long SIOCETHTOOL = 0x8946;
    private static final int NAME_BYTES = 16;
    private static final int IFREQ_BYTES = 40;
    private static final int GET_FLAGS = 0x25;
    private static final int SET_FLAGS = 0x26;
    private static final int FLAG_LRO = 1 << 15;

    private static final String LRO = "large-receive-offload";

    private static final Map<String, Integer> COMMANDS = commands();

    /** Those that can be switched, under the short names that ethtool takes, before those that need them. */
    static final List<String> NAMES = Tuning.OFFLOADS;

    private record Switch(String longName, int setCommand) {}

    private static final Map<String, Switch> SWITCHES = Map.of(
            "rx", new Switch("rx-checksumming", 0x15),
            "tx", new Switch("tx-checksumming", 0x17),
            "sg", new Switch("scatter-gather", 0x19),
            "tso", new Switch("tcp-segmentation-offload", 0x1f),
            "gso", new Switch("generic-segmentation-offload", 0x24),
            "gro", new Switch("generic-receive-offload", 0x2c));

    private Offloads() {}

    /** Of a device in the namespace of the calling thread. */
    public static Map<String, String> of(LinkName device) throws IOException {
        return ask(device, Offloads::read);
    }

    /** Of a device in the namespace of the calling thread: {@code on} or {@code off} by ethtool's short names. */
    static Map<String, String> switches(LinkName device) throws IOException {
        Map<String, String> known = of(device);
        Map<String, String> switches = new LinkedHashMap<>();
        for (String name : NAMES) {
            String state = known.get(wire(name).longName());
            if (state != null) {
                switches.put(name, state);
            }
        }
        return switches;
    }

    /**
     * Switches one; the kernel may leave it as it is and say nothing.
     *
     * @param name one of {@link #NAMES}
     * @param state {@code on} or {@code off}
     */
    static void set(LinkName device, String name, String state) throws IOException {
        int command = wire(name).setCommand();
        ask(device, (socket, request, value) -> {
            value.set(ValueLayout.JAVA_INT, 0, command);
            value.set(ValueLayout.JAVA_INT, 4, state.equals("on") ? 1 : 0);
            try {
                Libc.ioctl(socket, SIOCETHTOOL, request);
            } catch (IOException e) {
                throw new UntunableException(
                        "device " + device + " does not let " + name + " be switched " + state + ": " + e.getMessage(),
                        "see what `ethtool -k " + device + "` calls [fixed]");
            }
            return 0;
        });
    }

    /** Large receive offload is a flag among others, and has no command of its own. */
    static boolean hasLro(LinkName device) throws IOException {
        return "on".equals(of(device).get(LRO));
    }

    /** The kernel may leave it off and say nothing. */
    static void turnLroOn(LinkName device) throws IOException {
        ask(device, (socket, request, value) -> {
            value.set(ValueLayout.JAVA_INT, 0, GET_FLAGS);
            Libc.ioctl(socket, SIOCETHTOOL, request);
            value.set(ValueLayout.JAVA_INT, 0, SET_FLAGS);
            value.set(ValueLayout.JAVA_INT, 4, value.get(ValueLayout.JAVA_INT, 4) | FLAG_LRO);
            Libc.ioctl(socket, SIOCETHTOOL, request);
            return 0;
        });
    }

    private static Switch wire(String name) {
        Switch wire = SWITCHES.get(name);
        if (wire == null) {
            throw new IllegalArgumentException("no offload that can be switched");
        }
        return wire;
    }

    /** What is asked of the driver, through a socket, by a request that points to the value. */
    private interface Question<T> {
        T put(int socket, MemorySegment request, MemorySegment value) throws IOException;
    }

    private static <T> T ask(LinkName device, Question<T> question) throws IOException {
        int socket = Libc.datagramSocket();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(8, 4);
            MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
            MemorySegment.copy(
                    MemorySegment.ofArray(device.value().getBytes(StandardCharsets.US_ASCII)),
                    0,
                    request,
                    0,
                    device.value().length());
            request.set(ValueLayout.ADDRESS, NAME_BYTES, value);
            return question.put(socket, request, value);
        } finally {
            Libc.close(socket);
        }
    }

    private static Map<String, String> read(int socket, MemorySegment request, MemorySegment value) {
        Map<String, String> offloads = new LinkedHashMap<>();
        COMMANDS.forEach((name, command) -> {
            value.set(ValueLayout.JAVA_INT, 0, command);
            value.set(ValueLayout.JAVA_INT, 4, 0);
            try {
                Libc.ioctl(socket, SIOCETHTOOL, request);
            } catch (IOException e) {
                // EOPNOTSUPP: the driver does not tell, and absent is not off
                return;
            }
            int got = value.get(ValueLayout.JAVA_INT, 4);
            boolean on = command == GET_FLAGS ? (got & FLAG_LRO) != 0 : got != 0;
            offloads.put(name, on ? "on" : "off");
        });
        return offloads;
    }

    private static Map<String, Integer> commands() {
        Map<String, Integer> commands = new LinkedHashMap<>();
        commands.put("rx-checksumming", 0x14);
        commands.put("tx-checksumming", 0x16);
        commands.put("scatter-gather", 0x18);
        commands.put("tcp-segmentation-offload", 0x1e);
        commands.put("generic-segmentation-offload", 0x23);
        commands.put("generic-receive-offload", 0x2b);
        commands.put(LRO, GET_FLAGS);
        return commands;
    }
}
