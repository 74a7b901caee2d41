package dev.tare.controller.analysis.claims;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Kind;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one figure or table of a publication.
 *
 * @param id short and stable
 * @param source who published it, where and when
 * @param title of the figure, in our words
 * @param setup what was measured with, as the source says
 * @param workload of the catalogue, which corresponds
 * @param workloadOptions in which a cell has to agree, in wire form
 * @param engines whose numbers are of the same traffic
 * @param side of a cell, which corresponds
 * @param linkBitsPerSecond of a cell, which corresponds
 * @param network of the catalogue, which corresponds
 * @param metric name as in summary.json
 * @param unit as we read it; {@code notes} says why where the source writes another
 * @param factorToBase multiplies a value to give the metric's base unit
 * @param wireLimitedFrom published values from here on, in their unit, are the link's; null where none can be
 * @param notes what a reader must know
 */
public record Claims(
        String id,
        String source,
        String title,
        String setup,
        String workload,
        Map<String, String> workloadOptions,
        List<String> engines,
        String side,
        long linkBitsPerSecond,
        String network,
        String metric,
        String unit,
        double factorToBase,
        @Nullable Double wireLimitedFrom,
        List<Claim> values,
        List<String> notes) {

    private static final List<String> SHIPPED = List.of(
            "kovacs2017-figure9.json",
            "wang2022-figure8-tcp-throughput.json",
            "wang2022-figure8-http-throughput.json",
            "wang2022-figure8-tcp-latency.json",
            "wang2022-figure8-http-latency.json");

    private static final String NATIVE = "native";

    public Claims {
        workloadOptions = Map.copyOf(workloadOptions);
        engines = List.copyOf(engines);
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }

    /**
     * One number.
     *
     * @param runtime of the catalogue, or the name such a runtime would have there
     * @param runtimeOptions in which a cell has to agree, in wire form
     * @param label as the source calls it
     * @param sd null where the source gives none
     */
    public record Claim(
            String runtime,
            Map<String, String> runtimeOptions,
            String label,
            double mean,
            @Nullable Double sd) {

        public Claim {
            runtimeOptions = Map.copyOf(runtimeOptions);
        }

        public boolean isNative() {
            return runtime.equals(NATIVE);
        }

        /** Whether the cell's runtime is the one that the source had. */
        public boolean matches(CellResult cell) {
            Chosen chosen = cell.cell().runtime();
            return chosen.name().equals(runtime) && agree(Catalog.runtimes(), chosen, runtimeOptions);
        }
    }

    /** All that come with the program. */
    public static List<Claims> shipped() {
        return SHIPPED.stream().map(Claims::read).toList();
    }

    /**
     * Whether the cell asks what the source asked, by a runtime that it had or by another: the same workload and traffic, side,
     * link and network, on a path as it is, and without emulation.
     */
    public boolean matches(CellResult result) {
        Cell cell = result.cell();
        return cell.workload().name().equals(workload)
                && agree(Catalog.workloads(), cell.workload(), workloadOptions)
                && engines.contains(cell.engine())
                && cell.side().equals(side)
                && cell.linkBitsPerSecond() == linkBitsPerSecond
                && cell.network().name().equals(network)
                && cell.tuning().isEmpty()
                && !cell.overIpv6()
                && !cell.pair().isOneHost()
                && !result.isEmulated();
    }

    /** What the source measured without a container; empty where it did not. */
    public Optional<Claim> reference() {
        return values.stream().filter(Claim::isNative).findFirst();
    }

    /** Whether a published value is the link's, and not a runtime's. */
    public boolean isWireLimited(Claim claim) {
        Double from = wireLimitedFrom;
        return from != null && claim.mean() >= from;
    }

    private static boolean agree(List<? extends Kind> kinds, Chosen chosen, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(it -> it.getValue()
                        .equals(chosen.options().getOrDefault(it.getKey(), usual(kinds, chosen.name(), it.getKey()))));
    }

    private static String usual(List<? extends Kind> kinds, String kind, String option) {
        return Catalog.find(kinds, kind).stream()
                .flatMap(it -> it.options().stream())
                .filter(it -> it.name().equals(option))
                .map(it -> it.defaultValue())
                .findFirst()
                .orElse("");
    }

    private static Claims read(String name) {
        try (InputStream in = Objects.requireNonNull(Claims.class.getResourceAsStream(name), name)) {
            return ArchiveJson.line().readValue(in, Claims.class);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name, e);
        }
    }
}
