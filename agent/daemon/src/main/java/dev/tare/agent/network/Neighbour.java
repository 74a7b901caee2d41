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
    /** Where each look is a process. */
    private static final Duration POLL_BY_TOOL = Duration.ofMillis(20);

    private static final Path TABLE = Path.of("/proc/thread-self/net/arp");
    private static final String UNKNOWN = "00:00:00:00:00:00";

    private Neighbour() {}

    /**
     * In the namespace of the calling thread.
     *
     * @return whether it is known; false at the deadline, which is no failure: the peer may be set up later than we are, and
     *     its own question then tells us its address
     */
    static boolean resolve(IpTool ip, InetAddress peer, Deadline deadline) throws IOException, InterruptedException {
        Duration poll = peer instanceof Inet4Address ? POLL : POLL_BY_TOOL;
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.allocate(1), new InetSocketAddress(peer, DISCARD_PORT));
            while (!isKnown(ip, peer)) {
                if (deadline.isOver()) {
                    return false;
                }
                Thread.sleep(poll);
            }
            return true;
        }
    }

    /** The kernel's table in /proc has IPv4 only. */
    private static boolean isKnown(IpTool ip, InetAddress peer) throws IOException, InterruptedException {
        if (peer instanceof Inet4Address) {
            return listed(Files.readAllLines(TABLE), peer.getHostAddress());
        }
        return !ip.ask(null, List.of("neigh show to " + peer.getHostAddress()))
                .getFirst()
                .path(0)
                .path("lladdr")
                .asText()
                .isEmpty();
    }

    static boolean listed(List<String> table, String address) {
        return table.stream()
                .map(line -> line.split(" +", -1))
                .anyMatch(fields -> fields.length > 3 && fields[0].equals(address) && !fields[3].equals(UNKNOWN));
    }
}
