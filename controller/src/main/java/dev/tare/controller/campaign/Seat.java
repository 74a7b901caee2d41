package dev.tare.controller.campaign;

import dev.tare.common.catalog.Addressing;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import java.util.Map;
import java.util.Optional;

/**
 * What a side of a trial sits in: the runtime and network under test, or, as the peer, a plain process on the host, or
 * in the network where that is one that both have to be in, or where both are on one host.
 *
 * @param second whether the other side is on the same host, and has the first of its addresses
 */
record Seat(Chosen runtime, Chosen network, boolean second) {

    private static final Chosen PLAIN = Chosen.of("native", Map.of());
    private static final Chosen HOST = Chosen.of("host", Map.of());
    private static final Chosen HOST_6 = Chosen.of("host", Map.of(NetworkKind.FAMILY, NetworkKind.IPV6));

    static Seat of(Cell cell, Side side) {
        boolean underTest = cell.side().equals("both") || cell.side().equals(side.word());
        boolean oneHost = cell.pair().isOneHost();
        boolean second = oneHost && side == Side.SERVER;
        if (underTest) {
            return new Seat(cell.runtime(), cell.network(), second);
        }
        boolean common = oneHost
                || kind(cell.network())
                        .map(network -> network.addressing() == Addressing.COMMON)
                        .orElse(false);
        return new Seat(PLAIN, common ? cell.network() : cell.overIpv6() ? HOST_6 : HOST, second);
    }

    private static Optional<NetworkKind> kind(Chosen network) {
        return Catalog.find(Catalog.networks(), network.name());
    }

    /** In CIDR form: an address of its own where the network gives one, else the host's. */
    String address(Lab.Host host) {
        boolean own = kind(network).map(NetworkKind::ownAddress).orElse(false);
        if (NetworkKind.IPV6.equals(network.options().get(NetworkKind.FAMILY))) {
            Lab.Ipv6 six = host.six();
            if (six == null) {
                throw new IllegalStateException("a cell of IPv6 on a host without: it should have been unavailable");
            }
            return own ? runtimeAddress(six.runtimeAddress(), six.secondRuntimeAddress()) : six.dataAddress();
        }
        return own ? runtimeAddress(host.runtimeAddress(), host.secondRuntimeAddress()) : host.dataAddress();
    }

    private String runtimeAddress(String first, Optional<String> other) {
        return second
                ? other.orElseThrow(() -> new IllegalStateException(
                        "a cell within a host that has one address: it should have been unavailable"))
                : first;
    }
}
