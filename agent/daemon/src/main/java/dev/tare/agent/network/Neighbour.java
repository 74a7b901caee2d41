package dev.tare.agent.network;

import dev.tare.agent.process.Deadline;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes the kernel find the peer's link address before anything is measured: one datagram to the discard port, then a look at
 * the neighbour table until the answer is there.
 */
final class Neighbour {

    private static final int DISCARD_PORT = 9;
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Path TABLE = Path.of("/proc/thread-self/net/arp");
    private static final String UNKNOWN = "00:00:00:00:00:00";

    private Neighbour() {}

    /**
     * In the namespace of the calling thread.
     *
     * @return whether it is known; false at the deadline, which is no failure: the peer may be set up later than we are, and
     *     its own question then tells us its address
     */
    static boolean resolve(InetAddress peer, Deadline deadline) throws IOException, InterruptedException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.allocate(1), new InetSocketAddress(peer, DISCARD_PORT));
            while (!isKnown(peer)) {
                if (deadline.isOver()) {
                    return false;
                }
                Thread.sleep(POLL);
            }
            return true;
        }
    }

    /** The table has IPv4 only; an IPv6 peer counts as known once asked for. */
    private static boolean isKnown(InetAddress peer) throws IOException {
        return !(peer instanceof Inet4Address) || listed(Files.readAllLines(TABLE), peer.getHostAddress());
    }

    static boolean listed(List<String> table, String address) {
        return table.stream()
                .map(line -> line.split(" +", -1))
                .anyMatch(fields -> fields.length > 3 && fields[0].equals(address) && !fields[3].equals(UNKNOWN));
    }
}
