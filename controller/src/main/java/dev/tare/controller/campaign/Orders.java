package dev.tare.controller.campaign;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.units.Shaping;
import dev.tare.controller.fleet.Token;
import dev.tare.controller.fleet.TrialOrder;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What each side is asked to do in a trial. */
final class Orders {

    /** Where a workload has no such option: the probes' connection beside datagrams. A machine's own default may be another. */
    private static final String CONGESTION_CONTROL = "cubic";

    /** A guest under emulation may take twice as long to boot as it does on a machine with nothing else to do. */
    private static final int SLOW_START = 2;

    private final Lab lab;
    private final String holder;
    private final CampaignInput input;
    private final CampaignSettings settings;

    Orders(Lab lab, String holder, CampaignInput input, CampaignSettings settings) {
        this.lab = lab;
        this.holder = holder;
        this.input = input;
        this.settings = settings;
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
        Lab.Host host = lab.host(cell.pair().host(side));
        Lab.Host other = lab.host(cell.pair().host(side.other()));
        Seat peer = Seat.of(cell, side.other());
        return new TrialOrder(
                holder,
                trialId,
                side,
                seat.runtime(),
                seat.network(),
                cell.tuned(),
                cell.workload(),
                cell.engine(),
                input.timingFloor(),
                host.dataInterface(),
                seat.address(host),
                withoutPrefix(peer.address(other)),
                new TrialOrder.HostAddresses(withoutPrefix(host.dataAddress()), withoutPrefix(other.dataAddress())),
                peer.runtime().name(),
                cell.tuned().mtuBytes().orElse(lab.link().mtuBytes()),
                cell.linkBitsPerSecond(),
                lab.madeByTare() && !cell.pair().isOneHost() ? Optional.of(shaping(cell)) : Optional.empty(),
                lab.host(cell.pair().server()).dataPort(),
                cell.workload().options().getOrDefault("congestion", CONGESTION_CONTROL),
                token,
                times(peer.runtime()));
    }

    private static Shaping shaping(Cell cell) {
        Shaping usual = Shaping.of(cell.linkBitsPerSecond());
        OptionalInt queueBytes = cell.tuned().queueBytes();
        return queueBytes.isPresent() ? usual.withLimit(queueBytes.getAsInt()) : usual;
    }

    /** The probe that is there first waits until the other side's runtime is up. */
    private TrialOrder.Times times(Chosen peerRuntime) {
        Duration start = Catalog.runtime(peerRuntime.name(), peerRuntime.options())
                .map(runtime -> Duration.ofMillis(runtime.notMeasuringMillis()))
                .orElse(Duration.ZERO);
        return new TrialOrder.Times(
                input.warmup(),
                input.duration(),
                input.interval(),
                settings.hostSample(),
                settings.delivery(),
                settings.probeSetupLimit().plus(start.multipliedBy(SLOW_START)),
                settings.prepareLimit());
    }

    private static String withoutPrefix(String cidr) {
        int slash = cidr.indexOf('/');
        return slash < 0 ? cidr : cidr.substring(0, slash);
    }
}
