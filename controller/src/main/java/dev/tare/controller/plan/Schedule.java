package dev.tare.controller.plan;

import dev.tare.common.units.LinkRate;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan's trials in their order: block after block, in each block every cell once, shuffled. The order follows from the
 * seed and the cells alone: one {@link SplitMix64} for all blocks, each shuffled from the plan's order by Fisher and Yates
 * (Durstenfeld 1964: from the last position down, swapped with one at or before it). Where the plan wants some cells adjacent,
 * groups of such cells are shuffled, and then each group within itself, in the new order.
 *
 * @param cells in the plan's order
 * @param trials in the order of execution
 * @param fixedLink of a lab whose link is as it is: cells of another one cannot be measured there; null where a plan may choose
 */
public record Schedule(
        List<Cell> cells, List<Trial> trials, @Nullable LinkRate fixedLink) {

    /** The link of the lab that Tare makes, when nobody says otherwise. */
    private static final LinkRate DEFAULT_LINK = new LinkRate(10_000_000_000L);

    public Schedule {
        cells = List.copyOf(cells);
        trials = List.copyOf(trials);
    }

    /** In that lab; ends the command when the plan asks for nothing but links that the lab has not. */
    public static Schedule of(Plan plan, Lab lab) {
        LinkRate rate = new LinkRate(lab.link().bitsPerSecond());
        List<Pair> pairs = plan.factors().pairs().in(lab, plan.name());
        List<Cell> cells = CellMaker.cells(plan.factors(), plan.exclude(), pairs, rate);
        if ((long) cells.size() * plan.repetitions() > Plan.MAX_TRIALS) {
            throw TareException.usage(
                    "plan " + plan.name() + " has " + cells.size() + " cells × " + plan.repetitions()
                            + " repetitions between the hosts of lab " + lab.name() + ": at most " + Plan.MAX_TRIALS
                            + " trials",
                    "name fewer pairs, or less to vary");
        }
        if (cells.isEmpty()) {
            throw TareException.usage(
                    "plan " + plan.name() + " leaves nothing to measure between the hosts of lab " + lab.name(),
                    "look at its pairs and at exclude");
        }
        Schedule schedule = of(plan, cells, lab.madeByTare() ? null : rate);
        if (schedule.cellsElsewhere() == cells.size()) {
            throw refusal(plan, lab, rate);
        }
        return schedule;
    }

    /** In the lab that Tare makes on one machine. */
    public static Schedule of(Plan plan) {
        return of(
                plan,
                CellMaker.cells(
                        plan.factors(), plan.exclude(), plan.factors().pairs().unresolved(), DEFAULT_LINK),
                null);
    }

    private static TareException refusal(Plan plan, Lab lab, LinkRate rate) {
        String names = plan.factors().links().stream().map(LinkChoice::name).collect(Collectors.joining(" or "));
        return TareException.usage(
                "plan " + plan.name() + " asks for the link " + names + ", but the link of lab " + lab.name() + " is "
                        + rate + ", and only in a lab that Tare made can a plan choose it",
                "take 'link' out of the plan's factors, or run it without --lab");
    }

    private static Schedule of(Plan plan, List<Cell> cells, @Nullable LinkRate fixedLink) {
        SplitMix64 random = new SplitMix64(plan.seed());
        List<List<Cell>> groups = groups(cells, plan.adjacent());
        List<Trial> trials = new ArrayList<>();
        for (int block = 1; block <= plan.repetitions(); block++) {
            List<Cell> shuffled = shuffle(groups, random).stream()
                    .flatMap(group -> shuffle(group, random).stream())
                    .toList();
            for (int i = 0; i < shuffled.size(); i++) {
                trials.add(new Trial(block, i + 1, shuffled.get(i)));
            }
        }
        return new Schedule(cells, trials, fixedLink);
    }

    /** How long all of it will take. */
    public Duration estimate(Plan plan) {
        return takes(
                Set.of(), plan.sideBySide(), turn -> estimate(plan, turn.trial().cell()));
    }

    /** How long a trial of the cell will take, before one has been seen. */
    public Duration estimate(Plan plan, Cell cell) {
        return hasLinkOf(cell) ? Estimate.of(plan, cell) : Duration.ZERO;
    }

    /** Cells of a link that this lab has not: they are recorded as unavailable. */
    public long cellsElsewhere() {
        return cells.stream().filter(cell -> !hasLinkOf(cell)).count();
    }

    private boolean hasLinkOf(Cell cell) {
        return fixedLink == null || cell.pair().isOneHost() || fixedLink.bitsPerSecond() == cell.linkBitsPerSecond();
    }

    /**
     * How long the rest takes when each trial takes so long.
     *
     * @param over numbers of those that are done, from 1
     */
    public Duration takes(Set<Integer> over, boolean sideBySide, Function<Turns.Turn, Duration> each) {
        List<Turns.Turn> left = new ArrayList<>();
        for (int number = 1; number <= trials.size(); number++) {
            if (!over.contains(number)) {
                left.add(new Turns.Turn(number, trials.get(number - 1)));
            }
        }
        return new Turns(left, sideBySide).takes(each);
    }

    /** Cells that are to be adjacent stay together, at the place of the first of them. */
    private static List<List<Cell>> groups(List<Cell> cells, Adjacency adjacent) {
        Map<Object, List<Cell>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            groups.computeIfAbsent(adjacent.group(cell), _ -> new ArrayList<>()).add(cell);
        }
        return List.copyOf(groups.values());
    }

    private static <T> List<T> shuffle(List<T> all, SplitMix64 random) {
        List<T> shuffled = new ArrayList<>(all);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, random.below(last + 1));
        }
        return shuffled;
    }
}
