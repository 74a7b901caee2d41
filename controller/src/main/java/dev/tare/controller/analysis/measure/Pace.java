package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.Map;
import java.util.Optional;

/**
 * How fast the plan lets a cell ask or send (an open loop): then the rate is no result, and what is depends on it.
 *
 * @param askedPerSecond requests, or bytes of a stream
 * @param stream whether bytes are sent, and no requests asked
 * @param poisson whether the gaps are random, so that a window holds more or fewer than the rate says
 */
public record Pace(double askedPerSecond, boolean stream, boolean poisson) {

    private static final String RATE = "[0-9]{1,18}";

    /** Empty where each follows the one before. */
    public static Optional<Pace> of(Cell cell) {
        Map<String, String> options = cell.workload().options();
        String rate = options.getOrDefault("rate", "0");
        if (!rate.matches(RATE) || Long.parseLong(rate) == 0) {
            return Optional.empty();
        }
        double perSecond = Long.parseLong(rate);
        return Roles.of(cell)
                .map(roles -> roles.isStream()
                        ? new Pace(perSecond / Byte.SIZE, true, false)
                        : new Pace(perSecond, false, !"fixed".equals(options.get("arrivals"))));
    }

    /**
     * Whether the probe of that side spins, so that its CPU's time is not the cost of what it asks: before each instant, while who
     * sends a stream sleeps; or on both sides for what the other one says.
     */
    public static boolean spins(Cell cell, Side side) {
        if (WorkloadKind.spins(cell.workload().options())) {
            return true;
        }
        return side == Side.CLIENT && of(cell).filter(pace -> !pace.stream()).isPresent();
    }

    /** The metric of what was really asked or sent. */
    public String metric() {
        return stream ? DatagramNumbers.SENT : Roles.TRANSACTIONS;
    }

    /** Whether the plan, and not the runtime, sets that metric: all that was asked, and of a stream what arrived of it. */
    public boolean sets(String metric) {
        return metric.equals(metric()) || (stream && metric.equals(Roles.GOODPUT));
    }
}
