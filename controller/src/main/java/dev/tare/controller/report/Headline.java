package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                .map(it -> "relative to native, with " + group.title() + " on the " + group.linkTitle() + " ("
                        + it.getKey() + " network), the " + result(group) + " of "
                        + it.getValue().stream().map(this::shortPhrase).collect(Collectors.joining(", ")));
    }

    private String shortPhrase(CellResult cell) {
        return cell.runtimeTitle() + " is " + RatioWords.brief(cell, ratio(cell).orElseThrow());
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
        return Optional.of(new Comparison(
                group.title() + " on the " + group.linkTitle() + ", " + result(group) + " relative to native",
                byNetwork.entrySet().stream()
                        .map(it -> phrase(it.getKey(), it.getValue()))
                        .toList()));
    }

    /** Where all of a network's cells are compared with native on one and the same other network, it is said once. */
    private String phrase(String network, List<CellResult> cells) {
        List<Optional<String>> others = cells.stream()
                .map(cell -> RatioWords.otherNetwork(cell, ratio(cell).orElseThrow()))
                .distinct()
                .toList();
        boolean once = others.size() == 1 && others.getFirst().isPresent();
        return network + " network"
                + (once ? ", against native on the " + others.getFirst().orElseThrow() + " network" : "") + ": "
                + cells.stream()
                        .map(cell -> cell.runtimeTitle() + " "
                                + (once
                                        ? RatioWords.amountAlone(
                                                cell, ratio(cell).orElseThrow())
                                        : RatioWords.amount(cell, ratio(cell).orElseThrow())))
                        .collect(Collectors.joining(", "));
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

    /** What the main result is called within a sentence. */
    private static String result(Story.Group group) {
        if (group.isStartUp()) {
            return "start-up time";
        }
        String metric =
                Roles.of(group.first().cell()).map(it -> it.metric().name()).orElse("");
        return Stream.of(Quantity.GOODPUT, Quantity.THROUGHPUT)
                .filter(it -> it.metric().equals(metric))
                .map(it -> it.title().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("transaction rate");
    }

    private static boolean isStream(CellResult cell) {
        return Roles.of(cell.cell()).map(Roles::isStream).orElse(false);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
