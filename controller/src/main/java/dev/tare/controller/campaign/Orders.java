package dev.tare.controller.campaign;

import dev.tare.common.units.Shaping;
import dev.tare.controller.fleet.Token;
import dev.tare.controller.fleet.TrialOrder;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What each side is asked to do in a trial. */
final class Orders {

    /** The same for every engine and runtime compared; a machine's own default may be another. */
    private static final String CONGESTION_CONTROL = "cubic";

    private final Lab lab;
    private final String holder;
    private final TrialOrder.Times times;

    Orders(Lab lab, String holder, CampaignInput input, CampaignSettings settings) {
        this.lab = lab;
        this.holder = holder;
        this.times = new TrialOrder.Times(
                input.warmup(),
                input.duration(),
                input.interval(),
                settings.hostSample(),
                settings.delivery(),
                settings.probeSetupLimit(),
                settings.prepareLimit());
    }

    Map<Side, TrialOrder> of(Trial trial, String trialId, Token token) {
        Map<Side, TrialOrder> orders = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            orders.put(side, order(trial.cell(), trialId, token, side));
        }
        return orders;
    }

    private TrialOrder order(Cell cell, String trialId, Token token, Side side) {
        Seat seat = Seat.of(cell, side);
        Lab.Host host = lab.host(side);
        String peer = Seat.of(cell, side.other()).address(lab.host(side.other()));
        return new TrialOrder(
                holder,
                trialId,
                side,
                seat.runtime(),
                seat.network(),
                cell.workload(),
                host.dataInterface(),
                seat.address(host),
                withoutPrefix(peer),
                new TrialOrder.HostAddresses(
                        withoutPrefix(host.dataAddress()),
                        withoutPrefix(lab.host(side.other()).dataAddress())),
                lab.link().mtuBytes(),
                cell.linkBitsPerSecond(),
                lab.madeByTare() ? Optional.of(Shaping.of(cell.linkBitsPerSecond())) : Optional.empty(),
                lab.host(Side.SERVER).dataPort(),
                CONGESTION_CONTROL,
                token,
                times);
    }

    private static String withoutPrefix(String cidr) {
        int slash = cidr.indexOf('/');
        return slash < 0 ? cidr : cidr.substring(0, slash);
    }
}
