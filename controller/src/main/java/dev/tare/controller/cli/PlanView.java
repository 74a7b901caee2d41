package dev.tare.controller.cli;

import dev.tare.common.units.Durations;
import dev.tare.controller.cli.terminal.TextTable;
import dev.tare.controller.lab.LabFile;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import java.io.PrintWriter;
import java.util.OptionalLong;

/** Shows a plan, to people or to programs. */
final class PlanView {

    private PlanView() {}

    static void print(CommonOptions common, LabChoice lab, String fileOrName, OptionalLong seed) {
        Plan plan = Plans.load(fileOrName, seed);
        plan.notices().forEach(notice -> common.err().println("tare: " + fileOrName + ": " + notice));
        Schedule schedule =
                lab.file().map(file -> Schedule.of(plan, LabFile.read(file))).orElseGet(() -> Schedule.of(plan));
        if (common.json()) {
            common.out().println(PlanJson.of(plan, schedule));
        } else {
            text(plan, schedule, common.out());
        }
    }

    private static void text(Plan plan, Schedule schedule, PrintWriter out) {
        out.println("plan " + plan.name() + ": " + schedule.cells().size() + " cells × " + plan.repetitions()
                + " repetitions = " + schedule.trials().size() + " trials, seed " + plan.seed());
        out.println("each " + Durations.format(plan.warmup()) + " of warm-up and " + Durations.format(plan.duration())
                + " measured, in intervals of " + Durations.format(plan.interval()));
        out.println("takes about " + Durations.about(schedule.estimate(plan)));
        if (schedule.cellsElsewhere() > 0) {
            out.println("cells of a link that this lab has not, recorded as unavailable: " + schedule.cellsElsewhere());
        }
        out.println();
        TextTable table =
                new TextTable().row("TRIAL", "BLOCK", "RUNTIME", "NETWORK", "WORKLOAD", "LINK", "HOSTS", "CELL");
        int number = 0;
        for (Trial trial : schedule.trials()) {
            Cell cell = trial.cell();
            table.row(
                    ++number,
                    trial.block(),
                    cell.runtime().name(),
                    cell.networkTitle(),
                    cell.workload().name(),
                    cell.link(),
                    cell.pair().title(),
                    cell.id());
        }
        table.lines().forEach(out::println);
    }
}
