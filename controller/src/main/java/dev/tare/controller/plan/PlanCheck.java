package dev.tare.controller.plan;

import dev.tare.common.units.LinkRate;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.yaml.Mark;
import dev.tare.controller.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said of a plan only when its cells are known: how many there are, and which patterns match none. */
record PlanCheck(Plan plan, List<Marked<Exclusion>> exclude, Problems problems, Mark mark) {

    Plan checked() {
        Factors factors = plan.factors();
        long crossed = (long) factors.runtimes().size()
                * factors.networks().size()
                * factors.workloads().size()
                * Math.max(1, factors.links().size())
                * factors.sides().size()
                * factors.engines().size();
        // bounded before it is made: a factor may be repeated with other options as often as a file has room
        if (crossed > Plan.MAX_TRIALS) {
            problems.add(mark, crossed + " cells are too many: at most " + Plan.MAX_TRIALS + " trials");
            problems.throwIfAny();
        }
        int cells = cells(plan.exclude()).size();
        if (cells == 0) {
            problems.add(exclude.isEmpty() ? mark : exclude.getFirst().mark(), "exclude leaves nothing to measure");
        }
        if ((long) cells * plan.repetitions() > Plan.MAX_TRIALS) {
            problems.add(
                    mark,
                    cells + " cells × " + plan.repetitions() + " repetitions are too many: at most " + Plan.MAX_TRIALS
                            + " trials");
        }
        problems.throwIfAny();
        return with(notices());
    }

    private List<String> notices() {
        List<Cell> all = cells(List.of());
        List<String> notices = new ArrayList<>();
        for (Marked<Exclusion> pattern : exclude) {
            if (all.stream().noneMatch(pattern.value()::matches)) {
                notices.add("line " + pattern.mark().line() + ": this exclusion matches no cell of the plan");
            }
        }
        return notices;
    }

    private List<Cell> cells(List<Exclusion> patterns) {
        return CellMaker.cells(withExclude(patterns), Optional.empty(), LinkRate.UNLIMITED);
    }

    private Plan withExclude(List<Exclusion> patterns) {
        return copy(patterns, plan.notices());
    }

    private Plan with(List<String> notices) {
        return copy(plan.exclude(), notices);
    }

    private Plan copy(List<Exclusion> patterns, List<String> notices) {
        return new Plan(
                plan.name(),
                plan.seed(),
                plan.repetitions(),
                plan.duration(),
                plan.warmup(),
                plan.interval(),
                plan.factors(),
                patterns,
                plan.text(),
                notices);
    }
}
