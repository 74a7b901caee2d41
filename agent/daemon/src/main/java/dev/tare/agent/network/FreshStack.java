package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a namespace that is not a moment old to where one that lives on is: nothing remembered, the next hop's link address known. */
final class FreshStack {

    private static final Path SYSCTL = Path.of("/proc/sys/net");
    private static final Path FORGETFUL = SYSCTL.resolve("ipv4/tcp_no_metrics_save");
    private static final Path PINGERS = SYSCTL.resolve("ipv4/ping_group_range");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Where silence is a failure: the other side's agent may be slower by so much. */
    private static final Duration PATIENCE_FOR_AN_ANSWER = Duration.ofSeconds(8);

    private FreshStack() {}

    /**
     * Whether the next hop has told its link address.
     *
     * @param needsAnswer whether nothing can be done where it does not
     */
    static boolean prepare(IpTool ip, Path netns, String device, InetAddress nextHop, boolean needsAnswer)
            throws IOException, InterruptedException {
        forgetful(netns);
        return resolve(ip, netns, device, nextHop, needsAnswer ? PATIENCE_FOR_AN_ANSWER : PATIENCE);
    }

    /**
     * Else a connection's window outlives it in the namespace's metric cache, which both families share. And whoever is in
     * the namespace may send ICMP echoes, for which the kernel otherwise lets nobody have a socket but who may have raw ones.
     */
    static void forgetful(Path netns) throws IOException, InterruptedException {
        NetnsVisit.call(netns, () -> {
            Files.writeString(PINGERS, "0 2147483647");
            return Files.writeString(FORGETFUL, "1");
        });
    }

    /** The host's own namespace is as {@link #forgetful} for as long as the trial lasts. */
    static void forgetfulHost(String trialId, Ledger ledger) throws IOException {
        SysctlReaper.set("ipv4/tcp_no_metrics_save", "1", trialId, ledger);
    }

    /**
     * Line of {@code ip -batch} for the host's own namespace, which lives on: what it remembers of the peer is of another trial,
     * whose runtime had the same address and perhaps another link address. For a host that sends to the peer itself, or routes.
     */
    static String forget(LinkName device, InetAddress peer) {
        return "neigh flush to " + peer.getHostAddress() + " dev " + device;
    }

    /** What {@link #prepare} does, for the host's own namespace. */
    static void onHost(IpTool ip, LinkName device, InetAddress peer, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        ip.change(null, List.of(forget(device, peer)));
        // not ours alone, as they are in a trial's namespace: the ledger gives them back if we cannot
        String settings = neighbours(peer) + device + "/";
        SysctlReaper.remember(settings + "retrans_time_ms", trialId, ledger);
        SysctlReaper.remember(settings + "mcast_solicit", trialId, ledger);
        resolve(ip, null, device.value(), peer, PATIENCE);
    }

    /** The kernel repeats an unanswered question after a second; a peer that is set up at the same moment answers earlier. */
    private static boolean resolve(
            IpTool ip, @Nullable Path netns, String device, InetAddress nextHop, Duration patience)
            throws IOException, InterruptedException {
        Path settings = SYSCTL.resolve(neighbours(nextHop) + device);
        Questions usual = NetnsVisit.call(netns, () -> Questions.read(settings));
        try {
            NetnsVisit.call(netns, () -> new Questions("20", "200").write(settings));
            return Neighbour.resolve(ip, netns, nextHop, Deadline.after(patience));
        } finally {
            NetnsVisit.call(netns, () -> usual.write(settings));
        }
    }

    /** How the kernel asks for a link address: again after so many ms, and how often. */
    private record Questions(String retransmissionMillis, String attempts) {

        private static final String RETRANSMISSION = "retrans_time_ms";
        private static final String ATTEMPTS = "mcast_solicit";

        static Questions read(Path settings) throws IOException {
            return new Questions(
                    Sysctl.read(settings.resolve(RETRANSMISSION)), Sysctl.read(settings.resolve(ATTEMPTS)));
        }

        Questions write(Path settings) throws IOException {
            Files.writeString(settings.resolve(RETRANSMISSION), retransmissionMillis);
            Files.writeString(settings.resolve(ATTEMPTS), attempts);
            return this;
        }
    }

    private static String neighbours(InetAddress peer) {
        return (peer instanceof Inet4Address ? "ipv4" : "ipv6") + "/neigh/";
    }
}
