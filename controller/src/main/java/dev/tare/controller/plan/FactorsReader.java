package dev.tare.controller.plan;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.Tuning;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.yaml.Keys;
import dev.tare.controller.yaml.Nearest;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a plan's {@code factors} and the patterns over them. */
final class FactorsReader {

    static final List<String> SIDES = List.of("client", "server", "both");
    static final List<String> KEYS =
            List.of("runtime", "network", "tuning", "workload", "link", "side", "engine", "pairs");

    private static final String OF_WORKLOAD = "workload.";

    private final Problems problems;

    FactorsReader(Problems problems) {
        this.problems = problems;
    }

    /** Factors with their places, so that a pair of them can be refused where it stands. */
    record Read(
            List<Marked<Chosen>> runtimes,
            List<Marked<Chosen>> networks,
            List<Marked<Tuning>> tunings,
            List<Marked<Chosen>> workloads,
            List<Marked<String>> engines,
            List<Marked<LinkChoice>> links,
            Factors factors) {}

    Read factors(Node node) {
        Keys keys = Keys.of(node, problems, "factors", KEYS);
        List<Marked<Chosen>> runtimes = list(keys.require("runtime"), "runtime", runtime()::withDefaults);
        List<Marked<Chosen>> networks = list(keys.require("network"), "network", network()::withDefaults);
        List<Marked<Tuning>> tunings = list(keys.get("tuning"), "tuning", new TuningReader(problems)::read);
        List<Marked<Chosen>> workloads = list(keys.require("workload"), "workload", this::possibleWorkload);
        List<Marked<LinkChoice>> links = list(keys.get("link"), "link", this::link);
        List<Marked<String>> sides = list(keys.get("side"), "side", item -> word(item, "side", SIDES));
        List<Marked<String>> engines = list(keys.get("engine"), "engine", this::engine);
        refuseSameLinks(links);
        return new Read(
                runtimes,
                networks,
                tunings,
                workloads,
                engines,
                links,
                new Factors(
                        Marked.values(runtimes),
                        Marked.values(networks),
                        tunings.isEmpty() ? List.of(Tuning.NONE) : Marked.values(tunings),
                        Marked.values(workloads),
                        Marked.values(links),
                        sides.isEmpty() ? List.of(SIDES.getFirst()) : Marked.values(sides),
                        engines.isEmpty() ? List.of(EngineKind.BUILTIN) : Marked.values(engines),
                        keys.get("pairs").map(new PairReader(problems)::choice).orElse(PairChoice.USUAL)));
    }

    List<Marked<Exclusion>> exclusions(Node node) {
        return list(Optional.of(node), "exclude", this::exclusion);
    }

    /** One or a list of factors, and of options of workloads: {@code workload.block}. */
    Adjacency adjacency(Node node) {
        List<Node> items = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        List<String> factors = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (Node item : items) {
            Optional<String> text = Scalars.text(item, problems);
            if (text.isPresent() && text.get().startsWith(OF_WORKLOAD)) {
                option(item, text.get().substring(OF_WORKLOAD.length())).ifPresent(options::add);
            } else if (text.isPresent()) {
                word(item, "factor", KEYS).ifPresent(factors::add);
            }
        }
        return new Adjacency(factors, options);
    }

    private Optional<String> option(Node node, String name) {
        List<String> known = Catalog.workloads().stream()
                .flatMap(kind -> kind.options().stream())
                .map(OptionSpec::name)
                .distinct()
                .toList();
        if (!known.contains(name)) {
            problems.add(node.mark(), "no workload has an option '" + name + "'" + Nearest.hint(name, known));
        }
        return known.contains(name) ? Optional.of(name) : Optional.empty();
    }

    private Optional<Exclusion> exclusion(Node node) {
        int before = problems.count();
        Keys keys = Keys.of(node, problems, "an exclusion", KEYS);
        Exclusion exclusion = new Exclusion(
                keys.get("runtime").flatMap(runtime()::asWritten),
                keys.get("network").flatMap(network()::asWritten),
                keys.get("tuning").flatMap(new TuningReader(problems)::read),
                keys.get("workload").flatMap(workload()::asWritten),
                keys.get("link").flatMap(this::link).map(link -> link.rate().bitsPerSecond()),
                keys.get("side").flatMap(item -> word(item, "side", SIDES)),
                keys.get("engine").flatMap(this::engine),
                keys.get("pairs").flatMap(new PairReader(problems)::pair));
        if (problems.count() == before && KEYS.stream().noneMatch(keys::has)) {
            problems.add(node.mark(), "an exclusion without factors would leave out everything");
        }
        // half an exclusion would leave out more than was meant
        return problems.count() == before ? Optional.of(exclusion) : Optional.empty();
    }

    private KindReader<?> runtime() {
        return new KindReader<>("runtime", Catalog.runtimes(), problems);
    }

    private KindReader<?> network() {
        return new KindReader<>("network", Catalog.networks(), problems);
    }

    private KindReader<?> workload() {
        return new KindReader<>("workload", Catalog.workloads(), problems);
    }

    private Optional<Chosen> possibleWorkload(Node node) {
        Optional<Chosen> chosen = workload().withDefaults(node);
        Optional<String> why = chosen.flatMap(
                it -> Catalog.find(Catalog.workloads(), it.name()).orElseThrow().refuse(it.options()));
        why.ifPresent(reason -> problems.add(node.mark(), reason));
        return why.isEmpty() ? chosen : Optional.empty();
    }

    private Optional<String> engine(Node node) {
        return new KindReader<>("engine", Catalog.engines(), problems)
                .withDefaults(node)
                .map(chosen -> Catalog.find(Catalog.engines(), chosen.name())
                        .orElseThrow()
                        .named(chosen.options()));
    }

    private Optional<LinkChoice> link(Node node) {
        return Scalars.parsed(node, LinkChoice::parse, problems);
    }

    private Optional<String> word(Node node, String what, List<String> known) {
        return Scalars.text(node, problems).filter(text -> {
            if (!known.contains(text)) {
                problems.add(node.mark(), "unknown " + what + " '" + text + "'" + Nearest.hint(text, known));
            }
            return known.contains(text);
        });
    }

    private void refuseSameLinks(List<Marked<LinkChoice>> links) {
        Set<Long> seen = new HashSet<>();
        for (Marked<LinkChoice> link : links) {
            if (!seen.add(link.value().rate().bitsPerSecond())) {
                problems.add(link.mark(), "the link " + link.value().name() + " stands here twice");
            }
        }
    }

    private <T> List<Marked<T>> list(Optional<Node> node, String what, Function<Node, Optional<T>> reader) {
        List<Marked<T>> read = new ArrayList<>();
        if (node.isEmpty()) {
            return read;
        }
        if (!(node.get() instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
            String empty = node.get() instanceof Node.Sequence
                    ? "an empty one"
                    : node.get().shape();
            problems.add(node.get().mark(), what + " must be a list of at least one, not " + empty);
            return read;
        }
        Set<T> seen = new HashSet<>();
        for (Node item : sequence.items()) {
            Optional<T> value = reader.apply(item);
            if (value.isPresent() && !(value.get() instanceof LinkChoice) && !seen.add(value.get())) {
                problems.add(item.mark(), "this " + what + " stands here twice");
            }
            value.ifPresent(it -> read.add(new Marked<>(item.mark(), it)));
        }
        return read;
    }
}
