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
import org.jspecify.annotations.Nullable;

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
     * In that namespace, the agent's own where it is null.
     *
     * @return whether it is known; false at the deadline, which is no failure: the peer may be set up later than we are, and
     *     its own question then tells us its address
     */
    static boolean resolve(IpTool ip, @Nullable Path netns, InetAddress peer, Deadline deadline)
            throws IOException, InterruptedException {
        boolean four = peer instanceof Inet4Address;
        NetnsVisit.call(netns, () -> send(peer));
        while (!(four ? isListed(netns, peer) : isShown(ip, netns, peer))) {
            if (deadline.isOver()) {
                return false;
            }
            Thread.sleep(four ? POLL : POLL_BY_TOOL);
        }
        return true;
    }

    /** The kernel keeps it until the address is known, after the socket's end as well. */
    private static int send(InetAddress peer) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.send(ByteBuffer.allocate(1), new InetSocketAddress(peer, DISCARD_PORT));
        }
    }

    private static boolean isListed(@Nullable Path netns, InetAddress peer) throws IOException, InterruptedException {
        return listed(NetnsVisit.call(netns, () -> Files.readAllLines(TABLE)), peer.getHostAddress());
    }

    /** The kernel's table in /proc has IPv4 only. */
    private static boolean isShown(IpTool ip, @Nullable Path netns, InetAddress peer)
            throws IOException, InterruptedException {
        return !ip.ask(netns, List.of("neigh show to " + peer.getHostAddress()))
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
