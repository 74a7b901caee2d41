package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.MemoryLedger;
import dev.tare.common.catalog.AttachmentKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host's own devices and firewall have to do with it; on a bond of two cards, one of which has large receive offload. */
final class NetnsNetworkTest {

    @TempDir
    private Path directory;

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeReceivers receivers = new FakeReceivers("lo", "card1");
    private Duration soonFree = Duration.ZERO;
    private final LroReaper reaper = new LroReaper(receivers);

    /** The ledger is reaped from its end: the kernel turns it off as long as there is a bridge. */
    @Test
    void largeReceiveOffloadIsWrittenDownBeforeWhatTakesItAway() throws Exception {
        FakeIp ip = new FakeIp(directory, NetnsNetworkTest::answer);
        assertThatThrownBy(() -> network(ip, new BridgeJoint(ip.tool)).attach(spec(), ledger))
                .hasMessageContaining("it goes no further");
        List<Entry> entries = ledger.open();
        assertThat(entries.subList(0, 2)).extracting(Entry::name).containsExactly("card1", "lo");
        assertThat(entries.subList(0, 2)).allMatch(reaper::owns);
        assertThat(entries.subList(2, entries.size())).isNotEmpty().noneMatch(reaper::owns);
    }

    @Test
    void largeReceiveOffloadComesBackOnceAndNotWhereItWasOff() throws Exception {
        receivers.off.add("lo");
        Entry entry = new Entry(1, "t1", LroReaper.KIND, "lo", Map.of());
        reaper.reap(entry);
        reaper.reap(entry);
        assertThat(receivers.turnedOn).isEqualTo(1);
        // no device of that name here
        reaper.reap(new Entry(2, "t1", LroReaper.KIND, "nosuch0", Map.of()));
        assertThat(receivers.turnedOn).isEqualTo(1);
    }

    @Test
    void largeReceiveOffloadThatStaysOffIsSaid() {
        receivers.off.add("lo");
        receivers.obey = false;
        assertThatThrownBy(() -> reaper.reap(new Entry(1, "t1", LroReaper.KIND, "lo", Map.of())))
                .hasMessageContaining("device lo has no large receive offload, which it had before the trial");
    }

    @Test
    void aHostThatRoutesIsAskedForItsFirewall() throws Exception {
        FakeIp ip = new FakeIp(directory, NetnsNetworkTest::answer);
        assertThat(network(ip, new RoutedJoint(ip.tool, new NeighbourProxy(ip.tool)))
                        .suspicion(spec())
                        .orElseThrow())
                .startsWith(
                        "network veth-routed is routed by this host: does its firewall let packets through between tare")
                .contains("h and lo ");
        assertThat(network(ip, new BridgeJoint(ip.tool)).suspicion(spec())).isEmpty();
    }

    /** The guest finds the peer itself, when nobody but its probe can say that it does not answer. */
    @Test
    void whatAGuestsOverlayDoesNotReachMayBeBehindAFirewall() throws Exception {
        FakeIp ip = new FakeIp(directory, NetnsNetworkTest::answer);
        NetnsNetwork overlay = network(ip, new OverlayJoint(new KernelLinks(ip.tool)));
        String hint = "network overlay: is the way between 10.99.0.1 and 10.99.0.2 open for it (a firewall)?";
        assertThat(overlay.suspicion(spec(AttachmentKind.TAP, false))).hasValue(hint);
        assertThat(overlay.suspicion(spec(AttachmentKind.NETNS, true))).hasValue(hint);
        assertThat(overlay.suspicion(spec())).isEmpty();
    }

    @Test
    void aPortOfSomebodysBridgeIsUnavailableAndNothingIsMade() throws Exception {
        FakeIp ip = new FakeIp(directory, _ -> "[{\"ifname\": \"lo\", \"master\": \"br0\"}]\n[]");
        assertThatThrownBy(() -> network(ip, new BridgeJoint(ip.tool)).attach(spec(), ledger))
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason()).isEqualTo("data device lo already belongs to br0");
                    assertThat(why.remedy()).contains("another interface", "lab file");
                });
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void aPortOfAnotherTrialsBridgeIsAFailureOfThisTrialAlone() throws Exception {
        FakeIp ip = new FakeIp(directory, _ -> "[{\"ifname\": \"lo\", \"master\": \"tare0123abcdb\"}]\n[]");
        assertThatThrownBy(() -> network(ip, new BridgeJoint(ip.tool)).attach(spec(), ledger))
                .isNotInstanceOf(UnavailableException.class)
                .hasMessage("data device lo already belongs to tare0123abcdb");
    }

    /** An ipvlan in somebody's container, where macvlans are wanted. */
    @Test
    void whatTheKernelCallsBusyIsUnavailable() throws Exception {
        FakeIp ip = new FakeIp(directory, lines -> {
            if (lines.getFirst().startsWith("netns add")) {
                throw CommandFailedException.ended(
                        List.of("ip"), 1, "", "RTNETLINK answers: Device or resource busy\nCommand failed -:2");
            }
            return lines.getFirst().startsWith("link show")
                    ? "[{\"ifname\": \"lo\"}]\n[]"
                    : "[{\"dev\": \"lo\", \"type\": \"local\"}]";
        });
        assertThatThrownBy(() -> network(ip, OffshootJoint.macvlan(new KernelLinks(ip.tool)))
                        .attach(spec(), ledger))
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason())
                            .startsWith("data device lo cannot be joined")
                            .contains("Device or resource busy");
                    assertThat(why.remedy()).isNotBlank();
                });
    }

    /** A trial's namespace is taken away before what was in it: what was done already is not done again. */
    @Test
    void whatIsBusyForAMomentIsTriedAgainFromThere() throws Exception {
        soonFree = Duration.ofSeconds(20);
        AtomicInteger times = new AtomicInteger(2);
        FakeIp ip = new FakeIp(directory, lines -> {
            if (lines.getLast().contains("type macvlan") && times.getAndDecrement() > 0) {
                throw CommandFailedException.ended(
                        List.of("ip"),
                        1,
                        "",
                        "RTNETLINK answers: Device or resource busy\nCommand failed -:" + lines.size());
            }
            if (lines.getFirst().startsWith("link set lo up")) {
                throw CommandFailedException.ended(List.of("ip"), 1, "", "it goes no further");
            }
            return lines.getFirst().startsWith("link show")
                    ? "[{\"ifname\": \"lo\"}]\n[]"
                    : "[{\"dev\": \"lo\", \"type\": \"local\"}]";
        });
        assertThatThrownBy(() -> network(ip, OffshootJoint.macvlan(new KernelLinks(ip.tool)))
                        .attach(spec(), ledger))
                .hasMessageContaining("it goes no further");
        assertThat(ip.asked.stream().filter(line -> line.startsWith("netns add")))
                .hasSize(1);
        assertThat(ip.asked.stream().filter(line -> line.contains("type macvlan")))
                .hasSize(3);
    }

    private NetnsNetwork network(FakeIp ip, Joint joint) {
        return new NetnsNetwork(
                joint,
                new NetnsNetwork.Parts(
                        ip.workplace,
                        ip.tool,
                        new IpAvailability(ip.tool),
                        new PathProver(ip.tool),
                        new TrialNetns(),
                        new DataDevice(ip.tool, reaper, soonFree)));
    }

    private static AttachSpec spec() {
        return spec(AttachmentKind.NETNS, false);
    }

    private static AttachSpec spec(AttachmentKind kind, boolean peerBoots) {
        return new AttachSpec(
                "t1", kind, "lo", "10.99.0.101/24", "10.99.0.2", "10.99.0.1", "10.99.0.2", peerBoots, 1500);
    }

    private static String answer(List<String> lines) throws IOException {
        if (lines.equals(List.of("link show dev lo", "link show master lo"))) {
            return """
                    [{"ifname": "lo"}]
                    [{"ifname": "card1"}, {"ifname": "card2"}]""";
        }
        throw CommandFailedException.ended(List.of("ip"), 1, "", "it goes no further");
    }

    private static final class FakeReceivers implements LroReaper.Receivers {

        final Set<String> off = new HashSet<>();
        private final Set<String> able;
        boolean obey = true;
        int turnedOn;

        FakeReceivers(String... able) {
            this.able = Set.of(able);
        }

        @Override
        public boolean hasLro(LinkName device) {
            return able.contains(device.value()) && !off.contains(device.value());
        }

        @Override
        public void turnLroOn(LinkName device) {
            turnedOn++;
            if (obey) {
                off.remove(device.value());
            }
        }
    }
}
