package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import org.junit.jupiter.api.Test;

/** Where the sides of a trial are, and under which address. */
final class SeatTest {

    private static final Lab.Host HOST =
            new Lab.Host("10.77.0.1:7411", "eth1", "10.78.0.1/24", "10.78.0.101/24", null, 7412);
    private static final Lab.Host HIGH =
            new Lab.Host("10.77.0.1:7411", "eth1", "10.78.0.90/24", "10.78.0.190/24", null, 7412);

    @Test
    void thePeerIsOnItsHost() {
        Seat peer = Seat.of(Rig.RUNC, Side.SERVER);
        assertThat(peer.network().name()).isEqualTo("host");
        assertThat(peer.address(HOST)).isEqualTo("10.78.0.1/24");
        assertThat(Seat.of(Rig.RUNC, Side.CLIENT).address(HOST)).isEqualTo("10.78.0.101/24");
    }

    @Test
    void withinOneHostThePeerIsInTheSameNetworkUnderAnAddressOfItsOwn() {
        Cell runc = within(Rig.RUNC);
        Seat peer = Seat.of(runc, Side.SERVER);
        assertThat(peer.runtime().name()).isEqualTo("native");
        assertThat(peer.network()).isEqualTo(runc.network());
        assertThat(peer.address(HOST)).isEqualTo("10.78.0.165/24");
        assertThat(Seat.of(runc, Side.CLIENT).address(HOST)).isEqualTo("10.78.0.101/24");
        assertThat(HIGH.secondRuntimeAddress()).contains("10.78.0.254/24");
    }

    @Test
    void withinOneHostTheLoopbackHasOneAddressForBoth() {
        Cell cell = within(Rig.NATIVE);
        assertThat(Seat.of(cell, Side.SERVER).address(HOST)).isEqualTo("10.78.0.1/24");
        assertThat(Seat.of(cell, Side.CLIENT).address(HOST)).isEqualTo("10.78.0.1/24");
    }

    private static Cell within(Cell cell) {
        return new Cell(
                cell.id(),
                cell.runtime(),
                cell.network(),
                cell.tuning(),
                cell.workload(),
                cell.engine(),
                cell.side(),
                "none",
                0,
                new Pair("client", "client"));
    }
}
