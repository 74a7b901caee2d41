package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict in one sentence, and one sentence for each group of cells; a wire-limited number is never called a cost. */
final class Headline {

    private static final int FEWEST_PAIRS = 3;

    private final Story story;

    Headline(Story story) {
        this.story = story;
    }

    String sentence() {
        if (story.analysis().trials().isEmpty()) {
            return "Nothing was measured: the archive holds no trial.";
        }
        if (story.summary().run().counts().valid() == 0) {
            return "No trial is VALID, so this campaign says nothing about any runtime.";
        }
        List<String> parts = new ArrayList<>();
        streams().flatMap(this::brief).ifPresent(parts::add);
        wire().ifPresent(parts::add);
        if (parts.isEmpty()) {
            story.groups().stream()
                    .map(this::comparison)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(Comparison::text)
                    .ifPresent(parts::add);
        }
        return parts.isEmpty()
                ? "There is no pair of VALID trials of a runtime and of native, so nothing is compared."
                : capital(String.join("; ", parts)) + ".";
    }

    /** One for each workload on each link. */
    List<Comparison> findings() {
        return story.groups().stream()
                .map(this::comparison)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The group that says most of goodput: the unlimited link where there is one. */
    private Optional<Story.Group> streams() {
        List<Story.Group> groups = story.groups().stream()
                .filter(group -> isStream(group.first()) && !OpenLoop.is(group))
                .toList();
        return groups.stream()
                .filter(Story.Group::isUnlimited)
                .findFirst()
                .or(() -> groups.stream().findFirst());
    }

    /** Without intervals, on the network that has most runtimes. */
    private Optional<String> brief(Story.Group group) {
        Map<String, List<CellResult>> byNetwork = comparable(group);
        return byNetwork.entrySet().stream()
                .max(Comparator.comparingInt(it -> it.getValue().size()))
                .map(it -> "relative to native on the " + group.linkTitle() + " (" + it.getKey()
                        + " network), the goodput of "
                        + it.getValue().stream().map(this::shortPhrase).collect(Collectors.joining(", ")));
    }

    private String shortPhrase(CellResult cell) {
        Summary.RatioSummary ratio = ratio(cell).orElseThrow();
        String text = cell.runtimeTitle() + " is " + Quantity.fixed(ratio.ratio(), 2);
        String judged = switch (ratio.meaning()) {
            case NOT_A_COST -> text + " (its peer was the limit: not a cost)";
            case COST_AT_LEAST -> text + " or less";
            case COST -> text + doubt(ratio);
        };
        return judged
                + otherNetwork(cell, ratio)
                        .map(it -> " (native on the " + it + " network)")
                        .orElse("");
    }

    private static String doubt(Summary.RatioSummary ratio) {
        if (isTooFew(ratio)) {
            return " (" + few(ratio) + ")";
        }
        Interval95 ci = ratio.ci95();
        return ci != null && ci.contains(1) ? " (no difference shown)" : "";
    }

    /** Cells whose main result has a ratio that says something, by network. */
    private Map<String, List<CellResult>> comparable(Story.Group group) {
        Map<String, List<CellResult>> byNetwork = new LinkedHashMap<>();
        group.cells().stream()
                .filter(cell -> !cell.isWireLimited() && ratio(cell).isPresent())
                .forEach(cell -> byNetwork
                        .computeIfAbsent(cell.cell().networkTitle(), key -> new ArrayList<>())
                        .add(cell));
        return byNetwork;
    }

    private Optional<Summary.RatioSummary> ratio(CellResult cell) {
        String metric = Roles.of(cell.cell()).map(it -> it.metric().name()).orElse("");
        return story.metric(cell, metric).map(Summary.MetricSummary::ratioToNative);
    }

    /** What is compared, and what could not be. */
    private Optional<Comparison> comparison(Story.Group group) {
        Optional<Comparison> compared = OpenLoop.is(group) ? OpenLoop.comparison(story, group) : ratios(group);
        List<String> not = group.cells().stream()
                .flatMap(cell -> story.analysis().notCompared(cell).stream()
                        .map(why -> cell.runtimeTitle() + " on the "
                                + cell.cell().networkTitle() + " network is compared with nothing: " + why))
                .toList();
        if (not.isEmpty()) {
            return compared;
        }
        Comparison begun = compared.orElse(new Comparison(group.title() + " on the " + group.linkTitle(), List.of()));
        return Optional.of(begun.and(not));
    }

    private Optional<Comparison> ratios(Story.Group group) {
        Map<String, List<CellResult>> byNetwork = comparable(group);
        if (byNetwork.isEmpty()) {
            return Optional.empty();
        }
        String what = isStream(group.first()) ? "goodput" : group.isStartUp() ? "start-up time" : "transaction rate";
        return Optional.of(new Comparison(
                group.title() + " on the " + group.linkTitle() + ", " + what + " relative to native",
                byNetwork.entrySet().stream()
                        .map(it -> phrase(it.getKey(), it.getValue()))
                        .toList()));
    }

    /** Where all of a network's cells are compared with native on one and the same other network, it is said once. */
    private String phrase(String network, List<CellResult> cells) {
        List<Optional<String>> others = cells.stream()
                .map(cell -> otherNetwork(cell, ratio(cell).orElseThrow()))
                .distinct()
                .toList();
        boolean once = others.size() == 1 && others.getFirst().isPresent();
        return network + " network"
                + (once ? ", against native on the " + others.getFirst().orElseThrow() + " network" : "") + ": "
                + cells.stream()
                        .map(cell -> cell.runtimeTitle() + " "
                                + (once
                                        ? amount(ratio(cell).orElseThrow())
                                        : amount(cell, ratio(cell).orElseThrow())))
                        .collect(Collectors.joining(", "));
    }

    /** The network of the native cell, where it is not the cell's. */
    static Optional<String> otherNetwork(CellResult cell, Summary.RatioSummary ratio) {
        return Optional.of(ratio.referenceNetwork())
                .filter(it -> !it.equals(cell.cell().networkTitle()));
    }

    /** A ratio with its interval, and what is to be thought of it. */
    static String amount(CellResult cell, Summary.RatioSummary ratio) {
        return amount(ratio)
                + otherNetwork(cell, ratio)
                        .map(it -> " against native on the " + it + " network")
                        .orElse("");
    }

    private static String amount(Summary.RatioSummary ratio) {
        Interval95 ci = ratio.ci95();
        String text = Quantity.fixed(ratio.ratio(), 3);
        if (ci == null) {
            return text + " (" + few(ratio) + ": no interval)";
        }
        text += " (95% CI " + Quantity.fixed(ci.low(), 3) + "–" + Quantity.fixed(ci.high(), 3);
        if (ratio.meaning() == RatioMeaning.NOT_A_COST) {
            return text + "; its peer was the limit, so this understates the cost)";
        }
        if (isTooFew(ratio)) {
            return text + "; " + few(ratio) + ")";
        }
        if (ci.contains(1)) {
            return text + "; no difference shown)";
        }
        return text + (ratio.meaning() == RatioMeaning.COST_AT_LEAST ? "; it costs at least this)" : ")");
    }

    /** An interval from two pairs spans factors, whatever they are: that it holds 1 says nothing. */
    private static boolean isTooFew(Summary.RatioSummary ratio) {
        return ratio.pairs() < FEWEST_PAIRS;
    }

    private static String few(Summary.RatioSummary ratio) {
        return ratio.pairs() == 1 ? "one pair only" : "two pairs only";
    }

    private Optional<String> wire() {
        return story.groups().stream()
                .map(Headline::wire)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** In words: which runtimes reach the wire. */
    static Optional<String> wire(Story.Group group) {
        List<String> names = group.cells().stream()
                .filter(cell ->
                        cell.limitedBy().filter(Labels.WIRE_LIMITED::equals).isPresent())
                .map(CellResult::runtimeTitle)
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String who = names.size() == 1
                ? names.getFirst() + " reaches"
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast() + " reach";
        return Optional.of("on the " + group.linkTitle() + " " + who
                + " the wire itself, which says nothing about what they cost");
    }

    private static boolean isStream(CellResult cell) {
        return Roles.of(cell.cell()).map(Roles::isStream).orElse(false);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
