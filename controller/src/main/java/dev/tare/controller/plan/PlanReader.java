package dev.tare.controller.plan;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.units.Durations;
import dev.tare.controller.yaml.Keys;
import dev.tare.controller.yaml.Mark;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import dev.tare.controller.yaml.YamlDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** From a plan's file to a {@link Plan}; all that is wrong with it is found before anything is thrown. */
final class PlanReader {

    static final List<String> KEYS = List.of(
            "schemaVersion",
            "name",
            "seed",
            "repetitions",
            "duration",
            "warmup",
            "interval",
            "adjacent",
            "sideBySide",
            "timingFloor",
            "factors",
            "exclude");

    static final int MAX_REPETITIONS = 1_000;
    static final long MAX_SEED = 999_999_999_999_999_999L;
    static final Duration MIN_INTERVAL = Duration.ofMillis(10);
    static final Duration MAX_DURATION = Duration.ofHours(1);
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);
    private static final Duration DEFAULT_WARMUP = Duration.ofSeconds(2);
    private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(100);
    private static final long DEFAULT_REPETITIONS = 10;

    private final YamlDocument document;
    private final Problems problems;

    private PlanReader(YamlDocument document) {
        this.document = document;
        this.problems = document.problems();
    }

    /**
     * @param seed instead of the file's
     * @param draw a seed from 0 to {@link #MAX_SEED}, where neither says one
     */
    static Plan read(YamlDocument document, OptionalLong seed, LongSupplier draw) {
        return new PlanReader(document).read(seed, draw);
    }

    private Plan read(OptionalLong override, LongSupplier draw) {
        Keys keys = Keys.of(document.root(), problems, "the plan", KEYS);
        keys.require("schemaVersion").ifPresent(this::checkVersion);
        String name = keys.require("name").flatMap(this::name).orElse("");
        Optional<Long> written = keys.get("seed").flatMap(node -> Scalars.integer(node, 0, MAX_SEED, problems));
        int repetitions = keys.get("repetitions")
                .flatMap(node -> Scalars.integer(node, 1, MAX_REPETITIONS, problems))
                .orElse(DEFAULT_REPETITIONS)
                .intValue();
        Duration duration = duration(keys.get("duration"), "duration", DEFAULT_DURATION);
        Duration warmup = duration(keys.get("warmup"), "warmup", DEFAULT_WARMUP);
        Duration interval = duration(keys.get("interval"), "interval", DEFAULT_INTERVAL);
        checkInterval(keys.get("interval").or(() -> keys.get("duration")), interval, duration);
        FactorsReader reader = new FactorsReader(problems);
        Adjacency adjacent = keys.get("adjacent").map(reader::adjacency).orElse(Adjacency.NONE);
        boolean sideBySide = bool(keys, "sideBySide");
        boolean timingFloor = bool(keys, "timingFloor");
        Optional<FactorsReader.Read> factors = keys.require("factors").map(reader::factors);
        List<Marked<Exclusion>> exclude =
                keys.get("exclude").map(reader::exclusions).orElse(List.of());
        factors.ifPresent(read -> read.engines().forEach(engine -> checkTimes(engine, warmup, duration)));
        List<String> notices = factors.map(read -> new CellCheck(read, exclude, problems)
                        .check(repetitions, keys.mark(), keys.get("exclude").isPresent()))
                .orElse(List.of());
        problems.throwIfAny();

        long seed = override.orElseGet(() -> written.orElseGet(draw::getAsLong));
        SeededText text = new SeededText(document.text());
        String seeded = written.isPresent() && written.get() == seed
                ? document.text()
                : text.with(seed, document.root(), keys.get("seed"));
        return new Plan(
                name,
                seed,
                repetitions,
                duration,
                warmup,
                interval,
                factors.orElseThrow().factors(),
                Marked.values(exclude),
                adjacent,
                sideBySide,
                timingFloor,
                seeded,
                notices);
    }

    /** False when absent. */
    private boolean bool(Keys keys, String key) {
        return keys.get(key).flatMap(node -> Scalars.bool(node, problems)).orElse(false);
    }

    private void checkVersion(Node node) {
        Scalars.integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE, problems).ifPresent(version -> {
            if (version != Plan.SCHEMA_VERSION) {
                problems.add(
                        node.mark(),
                        "schemaVersion " + version + " is unknown; this Tare reads " + Plan.SCHEMA_VERSION);
            }
        });
    }

    private Optional<String> name(Node node) {
        return Scalars.text(node, problems).filter(text -> {
            boolean sound = text.matches("[a-z0-9][a-z0-9-]{0,39}");
            if (!sound) {
                problems.add(
                        node.mark(), "the name '" + text + "' must be of a-z, 0-9 and -, and at most 40 letters long");
            }
            return sound;
        });
    }

    private Duration duration(Optional<Node> node, String key, Duration absent) {
        Optional<Duration> read = node.flatMap(it -> Scalars.parsed(it, Durations::parse, problems));
        if (read.isEmpty()) {
            return absent;
        }
        Mark mark = node.get().mark();
        if (read.get().isNegative() || read.get().isZero()) {
            problems.add(mark, key + " must be more than zero, not " + Durations.format(read.get()));
            return absent;
        }
        if (read.get().compareTo(MAX_DURATION) > 0) {
            problems.add(
                    mark,
                    key + " " + Durations.format(read.get()) + " is too long: at most "
                            + Durations.format(MAX_DURATION));
            return absent;
        }
        return read.get();
    }

    /** Foreign engines are told their times in seconds. */
    private void checkTimes(Marked<String> engine, Duration warmup, Duration duration) {
        EngineKind kind = Catalog.find(Catalog.engines(), engine.value()).orElseThrow();
        if (!kind.foreign()) {
            return;
        }
        checkWholeSeconds(engine, "warmup", warmup);
        checkWholeSeconds(engine, "duration", duration);
        if (duration.toSeconds() < kind.leastSeconds()) {
            problems.add(
                    engine.mark(),
                    "engine " + kind.name() + " needs a duration of " + kind.leastSeconds() + "s or more, not "
                            + Durations.format(duration));
        }
    }

    private void checkWholeSeconds(Marked<String> engine, String key, Duration time) {
        if (time.toNanosPart() != 0) {
            problems.add(
                    engine.mark(),
                    "engine " + engine.value() + " knows whole seconds only, and " + key + " is "
                            + Durations.format(time) + "; write a whole number of seconds there");
        }
    }

    private void checkInterval(Optional<Node> at, Duration interval, Duration duration) {
        Mark mark = at.map(Node::mark).orElse(document.root().mark());
        if (interval.compareTo(MIN_INTERVAL) < 0) {
            problems.add(
                    mark,
                    "interval " + Durations.format(interval) + " is too short: at least "
                            + Durations.format(MIN_INTERVAL));
        } else if (interval.compareTo(duration) > 0) {
            problems.add(
                    mark,
                    "interval " + Durations.format(interval) + " is longer than the duration "
                            + Durations.format(duration));
        } else if (duration.toNanos() % interval.toNanos() != 0) {
            problems.add(
                    mark,
                    "the duration " + Durations.format(duration) + " is not a whole number of intervals of "
                            + Durations.format(interval));
        }
    }
}
