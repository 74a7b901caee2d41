package dev.tare.controller.cli;

import dev.tare.controller.failure.ExitCode;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tare plan}: what a plan will do, without doing it. */
@Command(
        name = "plan",
        addMethodSubcommands = false,
        header = "Print the order of a plan's trials and the time they will take. Needs no lab and no root.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare plan demo              a plan that is shipped with Tare",
            "  tare plan my.yaml           a file; every error in it, with line and column",
            "  tare plan my.yaml --json    the same for programs",
        })
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LabChoice lab = new LabChoice();

    @Parameters(index = "0", paramLabel = "PLAN", description = "A plan file, or the name of a shipped plan.")
    private String plan = "";

    @Option(names = "--seed", paramLabel = "N", description = "Order by this seed instead of the plan's.")
    private @Nullable Long seed;

    @Override
    public Integer call() {
        PlanView.print(common, lab, plan, seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
        return ExitCode.DONE.number();
    }
}
