package dev.tare.controller.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.analysis.summary.SeriesPoint;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page's script draws, in the units that people see. */
record FigureData(
        List<String> runtimes,
        List<Strips> strips,
        List<Curves> latency,
        List<Bars> cpu,
        List<Series> series,
        List<Lanes> lanes,
        int chosen) {

    private static final MathContext DIGITS = new MathContext(5);

    /** Every trial as a dot, mean and interval, one facet for each link. */
    record Strips(String id, String title, String unit, List<Facet> facets) {}

    record Facet(String title, List<Row> rows) {}

    /** {@code ceiling} is the row's own: on a tunnel, with IPv6 or another MTU a link carries less or more than beside it. */
    record Row(
            String runtime,
            String network,
            @Nullable Double ceiling,
            @Nullable Double mean,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String limitedBy,
            List<Dot> dots) {}

    record Dot(double value, int block, String level) {}

    record Curves(String title, List<Curve> curves) {}

    /** Points are percentile and microseconds. */
    record Curve(String runtime, String network, long count, List<List<BigDecimal>> points) {}

    record Bars(String title, String unit, List<Bar> bars) {}

    record Bar(
            String runtime,
            String network,
            @Nullable Double underTest,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double peer,
            @Nullable Double both) {}

    /** Points are seconds and value; the first {@code warmup} of them are warm-up. */
    record Series(
            String title,
            String runtime,
            String unit,
            String level,
            @Nullable Double ceiling,
            int warmup,
            List<List<BigDecimal>> points) {}

    static FigureData of(Story story) {
        List<JudgedTrial> drawn = story.analysis().trials().stream()
                .filter(it -> !it.series().isEmpty())
                .sorted(Comparator.comparing((JudgedTrial it) -> it.cell().id())
                        .thenComparingInt(it -> it.trial().block()))
                .toList();
        return new FigureData(
                story.runtimes(),
                Stream.of(Quantity.GOODPUT, Quantity.THROUGHPUT, Quantity.TRANSACTIONS, Quantity.START_UP)
                        .map(quantity -> strips(story, quantity))
                        .filter(it -> !it.facets().isEmpty())
                        .toList(),
                story.groups().stream()
                        .flatMap(group -> TrialNumbers.SPREADS.stream().map(metric -> curves(group, metric)))
                        .filter(it -> !it.curves().isEmpty())
                        .toList(),
                story.groups().stream()
                        .map(group -> bars(story, group))
                        .filter(it -> !it.bars().isEmpty())
                        .toList(),
                drawn.stream().map(it -> series(story, it)).toList(),
                drawn.stream().map(Lanes::of).toList(),
                chosen(story, drawn));
    }

    /** For a script element of type application/json: nothing in it can end the element. */
    String toScript() {
        try {
            return ArchiveJson.line()
                    .writeValueAsString(this)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and text always become JSON", e);
        }
    }

    private static Strips strips(Story story, Quantity quantity) {
        List<Facet> facets = new ArrayList<>();
        for (Story.Group group : story.groups()) {
            if (quantity.equals(Quantity.START_UP) && !group.isStartUp()) {
                continue; // known of every trial, and the result of few
            }
            List<Row> rows = group.measured()
                    .map(cell -> row(story, cell, quantity))
                    .filter(row -> !row.dots().isEmpty())
                    .toList();
            if (!rows.isEmpty()) {
                facets.add(new Facet(group.title() + ", " + group.linkTitle(), rows));
            }
        }
        return new Strips(quantity.metric(), quantity.title(), quantity.unit(), facets);
    }

    private static Row row(Story story, CellResult cell, Quantity quantity) {
        Optional<Summary.MetricSummary> metric = story.metric(cell, quantity.metric());
        Interval95 ci = metric.map(Summary.MetricSummary::ci95).orElse(null);
        boolean bytes = quantity.equals(Quantity.GOODPUT) || quantity.equals(Quantity.THROUGHPUT);
        Double ceiling = cell.ceilingBytesPerSecond();
        List<Dot> dots = cell.trials().stream()
                .filter(JudgedTrial::wasRun)
                .map(it -> {
                    Double value = it.numbers().values().get(quantity.metric());
                    return value == null
                            ? null
                            : new Dot(
                                    value * quantity.factor(),
                                    it.trial().block(),
                                    it.verdict().level().name());
                })
                .filter(Objects::nonNull)
                .toList();
        return new Row(
                cell.runtimeTitle(),
                cell.cell().networkTitle(),
                ceiling == null || !bytes ? null : ceiling * quantity.factor(),
                metric.map(it -> it.mean() * quantity.factor()).orElse(null),
                ci == null ? null : ci.low() * quantity.factor(),
                ci == null ? null : ci.high() * quantity.factor(),
                cell.limitedBy().orElse(null),
                dots);
    }

    private static Curves curves(Story.Group group, String metric) {
        List<Curve> curves = new ArrayList<>();
        for (CellResult cell : group.cells()) {
            cell.spread(metric)
                    .filter(spread -> spread.getMaxValue() > 0)
                    .ifPresent(spread -> curves.add(new Curve(
                            cell.runtimeTitle(),
                            cell.cell().networkTitle(),
                            spread.getTotalCount(),
                            PercentileCurve.of(spread).stream()
                                    .map(it -> List.of(
                                            BigDecimal.valueOf(it.percentile()).round(new MathContext(9)),
                                            round(it.nanos() / 1e3)))
                                    .toList())));
        }
        return new Curves(Spreads.title(metric) + ", " + group.title() + ", " + group.linkTitle(), curves);
    }

    private static Bars bars(Story story, Story.Group group) {
        boolean stream = Roles.of(group.first().cell()).map(Roles::isStream).orElse(true);
        String name = stream ? TrialNumbers.CPU_PER_BYTE : TrialNumbers.CPU_PER_TRANSACTION;
        double factor = stream ? 1 : 1e-3;
        List<Bar> bars = group.measured()
                .map(cell -> bar(story, cell, name, factor))
                .filter(bar -> bar.underTest() != null || bar.both() != null)
                .toList();
        return new Bars(
                group.title() + ", " + group.linkTitle(),
                stream ? "core-seconds per GB" : "core-microseconds per transaction",
                bars);
    }

    private static Bar bar(Story story, CellResult cell, String name, double factor) {
        Optional<Summary.MetricSummary> both = story.metric(cell, name + ".both");
        Optional<Summary.MetricSummary> tested = story.metric(cell, name + ".under_test");
        Interval95 ci = both.or(() -> tested).map(Summary.MetricSummary::ci95).orElse(null);
        return new Bar(
                cell.runtimeTitle(),
                cell.cell().networkTitle(),
                tested.map(it -> it.mean() * factor).orElse(null),
                ci == null ? null : ci.low() * factor,
                ci == null ? null : ci.high() * factor,
                story.metric(cell, name + ".peer").map(it -> it.mean() * factor).orElse(null),
                both.map(it -> it.mean() * factor).orElse(null));
    }

    private static Series series(Story story, JudgedTrial trial) {
        boolean stream = Roles.of(trial.cell()).map(Roles::isStream).orElse(true);
        Quantity quantity = stream ? Quantity.GOODPUT : Quantity.TRANSACTIONS;
        CellResult cell = story.analysis().cells().stream()
                .filter(it -> it.cell().equals(trial.cell()))
                .findFirst()
                .orElseThrow();
        Double ceiling = cell.ceilingBytesPerSecond();
        return new Series(
                cell.runtimeTitle() + " · " + trial.cell().networkTitle() + " · "
                        + trial.cell().workload().name() + " · " + trial.cell().link() + hosts(trial.cell())
                        + " · block "
                        + trial.trial().block(),
                cell.runtimeTitle(),
                quantity.unit(),
                trial.verdict().level().name(),
                ceiling == null ? null : ceiling * quantity.factor(),
                (int) trial.series().stream().filter(it -> !it.measured()).count(),
                trial.series().stream().map(it -> point(it, quantity)).toList());
    }

    private static String hosts(Cell cell) {
        return cell.pair().equals(Pair.USUAL) ? "" : " · " + cell.pair().title();
    }

    private static List<BigDecimal> point(SeriesPoint it, Quantity quantity) {
        return List.of(round(it.seconds()), round(it.perSecond() * quantity.factor()));
    }

    private static BigDecimal round(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    }

    /**
     * The trial whose main result is the median of its cell, of the first cell that has VALID trials; where none has, the
     * first trial of the first cell.
     */
    private static int chosen(Story story, List<JudgedTrial> drawn) {
        for (CellResult cell : story.analysis().cells()) {
            String metric = Roles.of(cell.cell()).map(it -> it.metric().name()).orElse("");
            List<JudgedTrial> sorted = cell.valid().stream()
                    .filter(it -> it.numbers().values().containsKey(metric) && drawn.contains(it))
                    .sorted(Comparator.comparingDouble(
                            it -> it.numbers().values().getOrDefault(metric, 0.0)))
                    .toList();
            if (!sorted.isEmpty()) {
                return drawn.indexOf(sorted.get((sorted.size() - 1) / 2));
            }
        }
        return story.analysis().cells().stream()
                .flatMap(cell -> cell.trials().stream())
                .filter(drawn::contains)
                .mapToInt(drawn::indexOf)
                .findFirst()
                .orElse(0);
    }
}
