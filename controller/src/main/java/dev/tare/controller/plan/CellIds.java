package dev.tare.controller.plan;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Kind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionText;
import dev.tare.common.catalog.OptionType;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names cells, e.g. {@code gvisor-systrap-bridge-tcp-rr-10ge}: of the options only those that tell, which are a runtime's
 * choices, what is not the default (but for sizes), and what differs within the plan.
 */
final class CellIds {

    /** A trial's name on the wire has at most 63 letters and begins with block and order. */
    private static final int MAX_LENGTH = 52;

    /** Room for a number that tells two long names apart. */
    private static final int SUFFIX_LENGTH = 5;

    private static final String DEFAULT_SIDE = "client";

    private final Factors factors;
    private final boolean pairsDiffer;
    private final Set<String> given = new HashSet<>();

    CellIds(Factors factors, List<Pair> pairs) {
        this.factors = factors;
        this.pairsDiffer = pairs.size() > 1;
    }

    Cell name(Cell cell) {
        return new Cell(
                unique(slug(cell)),
                cell.runtime(),
                cell.network(),
                cell.tuning(),
                cell.workload(),
                cell.engine(),
                cell.side(),
                cell.link(),
                cell.linkBitsPerSecond(),
                cell.pair());
    }

    private String slug(Cell cell) {
        List<String> parts = new ArrayList<>();
        parts.add(part(Catalog.runtimes(), factors.runtimes(), cell.runtime()));
        parts.add(part(Catalog.networks(), factors.networks(), cell.network()));
        cell.tuning().forEach((name, value) -> parts.add(lastWord(name) + value));
        parts.add(part(Catalog.workloads(), factors.workloads(), cell.workload()));
        if (!cell.engine().equals(EngineKind.BUILTIN)) {
            parts.add(cell.engine());
        }
        if (!cell.side().equals(DEFAULT_SIDE)) {
            parts.add(cell.side());
        }
        parts.add(cell.link());
        if (pairsDiffer) {
            parts.addAll(cell.pair().hosts());
        }
        return String.join("-", parts)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /** {@code tcp_sack} of {@code net.ipv4.tcp_sack}. */
    private static String lastWord(String setting) {
        return setting.substring(setting.lastIndexOf('.') + 1);
    }

    private static <K extends Kind> String part(List<K> kinds, List<Chosen> all, Chosen chosen) {
        StringBuilder text = new StringBuilder(chosen.name());
        K kind = Catalog.find(kinds, chosen.name()).orElseThrow();
        for (OptionSpec option : kind.options()) {
            String wire = chosen.options().getOrDefault(option.name(), option.defaultValue());
            boolean isRuntimeChoice = kind instanceof RuntimeKind && option.type() == OptionType.CHOICE;
            boolean tells = option.type() != OptionType.SIZE && !wire.equals(option.defaultValue());
            if (isRuntimeChoice || tells || differs(all, chosen.name(), option)) {
                String value = OptionText.toText(option, wire);
                text.append('-').append(option.type() == OptionType.CHOICE ? value : option.name() + value);
            }
        }
        return text.toString();
    }

    private static boolean differs(List<Chosen> all, String name, OptionSpec option) {
        return all.stream()
                        .filter(chosen -> chosen.name().equals(name))
                        .map(chosen -> chosen.options().getOrDefault(option.name(), option.defaultValue()))
                        .distinct()
                        .count()
                > 1;
    }

    private String unique(String slug) {
        String base = slug.length() <= MAX_LENGTH
                ? slug
                : slug.substring(0, MAX_LENGTH - SUFFIX_LENGTH).replaceAll("-$", "");
        String name = base;
        for (int number = 2; !given.add(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }
}
