package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** Goodput of workloads whose streams are not the one thing that one side counts: both ways, or beside requests. */
final class SideStreams {

    static final String TO_SERVER = "goodput_to_server_bytes_per_second";
    static final String TO_CLIENT = "goodput_to_client_bytes_per_second";

    private SideStreams() {}

    /** Streams that run while requests are counted. */
    static boolean isLoad(Cell cell) {
        return traffic(cell).filter(Traffic.LoadedExchanges.class::isInstance).isPresent();
    }

    /** Streams in both directions at once: each side counts one of them. */
    static boolean areBothWays(Cell cell) {
        return traffic(cell).filter(Traffic.BothWays.class::isInstance).isPresent();
    }

    /** After the transactions: their messages are not the load's. */
    static void putLoad(SortedMap<String, Double> values, Evidence evidence) {
        Double transactions = values.get(Roles.TRANSACTIONS);
        if (!isLoad(evidence.cell()) || transactions == null) {
            return;
        }
        Map<String, String> options = evidence.cell().workload().options();
        boolean upload = traffic(evidence.cell()).orElseThrow().clientSends(options);
        double message = Double.parseDouble(options.getOrDefault(upload ? "request" : "response", "1"));
        received(evidence, upload ? Side.SERVER : Side.CLIENT)
                .ifPresent(it -> values.put(Roles.GOODPUT, Math.max(0, it - transactions * message)));
    }

    /** Both directions and, as the goodput, their sum: each side's own window of what it read. */
    static void putBothWays(SortedMap<String, Double> values, Evidence evidence) {
        if (!areBothWays(evidence.cell())) {
            return;
        }
        OptionalDouble toServer = received(evidence, Side.SERVER);
        OptionalDouble toClient = received(evidence, Side.CLIENT);
        values.remove(Roles.GOODPUT);
        if (toServer.isPresent() && toClient.isPresent()) {
            values.put(TO_SERVER, toServer.getAsDouble());
            values.put(TO_CLIENT, toClient.getAsDouble());
            values.put(Roles.GOODPUT, toServer.getAsDouble() + toClient.getAsDouble());
        }
    }

    private static OptionalDouble received(Evidence evidence, Side side) {
        return evidence.window(side).map(Window::receivedPerSecond).orElse(OptionalDouble.empty());
    }

    private static Optional<Traffic> traffic(Cell cell) {
        return Catalog.find(Catalog.workloads(), cell.workload().name()).map(WorkloadKind::traffic);
    }
}
