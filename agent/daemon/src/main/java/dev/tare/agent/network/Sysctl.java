package dev.tare.agent.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reader of files below {@code /proc/sys}. */
final class Sysctl {

    private static final int BUFFER_BYTES = 4096;

    private Sysctl() {}

    /**
     * In one read: the kernel gives a number only to a read from the very beginning, and {@link Files#readString} takes the
     * first byte of a file of size 0 by itself, so that {@code 1000} would be read as {@code 1}.
     */
    static String read(Path file) throws IOException {
        byte[] bytes = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            int count = Math.max(0, in.read(bytes));
            return new String(bytes, 0, count, StandardCharsets.US_ASCII).strip();
        }
    }

    /** For a device of ours in the calling thread's namespace: nothing is said or heard but what IPv4 needs. */
    static boolean refuseIpv6(LinkName device) throws IOException {
        Path setting = Path.of("/proc/sys/net/ipv6/conf", device.value(), "disable_ipv6");
        boolean knows = Files.exists(setting);
        if (knows) {
            Files.writeString(setting, "1");
        }
        return knows;
    }

    /** For a device of ours in the calling thread's namespace: a host may have it off for all new ones. */
    static void allowIpv6(LinkName device) throws IOException {
        Path setting = Path.of("/proc/sys/net/ipv6/conf", device.value(), "disable_ipv6");
        if (Files.exists(setting)) {
            Files.writeString(setting, "0");
        }
    }
}
