package dev.tare.controller.campaign;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import java.util.Map;

/** What a side of a trial sits in: the runtime and network under test, or, as the peer, a plain process on the host. */
record Seat(Chosen runtime, Chosen network) {

    private static final Seat PEER = new Seat(Chosen.of("native", Map.of()), Chosen.of("host", Map.of()));

    static Seat of(Cell cell, Side side) {
        boolean underTest = cell.side().equals("both") || cell.side().equals(side.word());
        return underTest ? new Seat(cell.runtime(), cell.network()) : PEER;
    }

    /** In CIDR form: an address of its own where the network gives one, else the host's. */
    String address(Lab.Host host) {
        boolean own = Catalog.find(Catalog.networks(), network.name())
                .map(NetworkKind::ownAddress)
                .orElse(false);
        return own ? host.runtimeAddress() : host.dataAddress();
    }
}
