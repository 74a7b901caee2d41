package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict in one sentence, and one sentence for each group of cells; a wire-limited number is never called a cost. */
final class Headline {

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
        streams().ifPresent(group -> comparison(group).ifPresent(parts::add));
        wire().ifPresent(parts::add);
        if (parts.isEmpty()) {
            story.groups().stream()
                    .map(this::comparison)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(parts::add);
        }
        return parts.isEmpty()
                ? "There is no pair of VALID trials of a runtime and of native, so nothing is compared."
                : capital(String.join("; ", parts)) + ".";
    }

    /** One sentence for each workload on each link. */
    List<String> findings() {
        return story.groups().stream()
                .map(this::comparison)
                .flatMap(Optional::stream)
                .map(text -> capital(text) + ".")
                .toList();
    }

    /** The group that says most of goodput: the unlimited link where there is one. */
    private Optional<Story.Group> streams() {
        List<Story.Group> groups =
                story.groups().stream().filter(group -> isStream(group.first())).toList();
        return groups.stream()
                .filter(Story.Group::isUnlimited)
                .findFirst()
                .or(() -> groups.stream().findFirst());
    }

    private Optional<String> comparison(Story.Group group) {
        String metric =
                Roles.of(group.first().cell()).map(it -> it.metric().name()).orElse("");
        Map<String, List<String>> byNetwork = new LinkedHashMap<>();
        for (CellResult cell : group.cells()) {
            story.metric(cell, metric)
                    .map(Summary.MetricSummary::ratioToNative)
                    .filter(it -> it.meaning() != RatioMeaning.NOT_A_COST || !cell.isWireLimited())
                    .ifPresent(ratio -> byNetwork
                            .computeIfAbsent(cell.cell().network().name(), key -> new ArrayList<>())
                            .add(phrase(cell, ratio)));
        }
        if (byNetwork.isEmpty()) {
            return Optional.empty();
        }
        String what = isStream(group.first()) ? "goodput" : "transaction rate";
        return Optional.of("on the " + group.linkTitle() + " (" + group.workload() + "), relative to native's " + what
                + ": "
                + byNetwork.entrySet().stream()
                        .map(it -> it.getKey() + " network: " + String.join(", ", it.getValue()))
                        .collect(Collectors.joining(" — ")));
    }

    private static String phrase(CellResult cell, Summary.RatioSummary ratio) {
        Interval95 ci = ratio.ci95();
        String text = cell.runtimeTitle() + " " + Quantity.fixed(ratio.ratio(), 3);
        if (ci == null) {
            return text + " (one pair: no interval)";
        }
        text += " (95% CI " + Quantity.fixed(ci.low(), 3) + "–" + Quantity.fixed(ci.high(), 3);
        if (ratio.meaning() == RatioMeaning.NOT_A_COST) {
            return text + "; its peer was the limit, so this understates the cost)";
        }
        if (ci.contains(1)) {
            return text + "; no difference shown)";
        }
        return text
                + (ratio.meaning() == RatioMeaning.COST_AT_LEAST
                        ? "; native had room left, so it costs at least this)"
                        : ")");
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
