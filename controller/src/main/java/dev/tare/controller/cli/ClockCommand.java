package dev.tare.controller.cli;

import dev.tare.controller.cli.clocks.ClockWatch;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.install.Need;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tare clock}: how the clocks of a lab's hosts stand to each other. */
@Command(
        name = "clock",
        addMethodSubcommands = false,
        header = "Watch offset and drift between the hosts' monotonic clocks, with the error that they can have.",
        description = "The hosts ask each other over the management network. Goes on, once a second, until it is"
                + " interrupted; with --count, without a pause. Exits with 3 when no calibration is possible.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare clock",
            "  tare clock --lab lab.yaml --count 1",
            "  tare clock --json --count 100    a line each: from, to, offset_ns (clock of to minus clock of from),",
            "                                   drift_ppb, bound_ns, exchanges, delay_min_ns, straight, wall_steps",
        })
final class ClockCommand implements Callable<Integer> {

    private static final int MOST_EXCHANGES = 10_000;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LabChoice lab = new LabChoice();

    @Mixin
    private InstallChoice install = new InstallChoice();

    @Option(names = "--count", paramLabel = "N", description = "End after so many calibrations of every pair.")
    private int count;

    @Option(
            names = "--exchanges",
            paramLabel = "N",
            defaultValue = "100",
            description = "Questions of a calibration. Default: ${DEFAULT-VALUE}.")
    private int exchanges;

    @Override
    public Integer call() throws Exception {
        if (exchanges < 1 || exchanges > MOST_EXCHANGES || count < 0) {
            throw TareException.usage(
                    "--exchanges is from 1 to " + MOST_EXCHANGES + ", --count is not below 0", "tare clock --help");
        }
        return LabVisit.with(
                common,
                lab,
                install,
                Need.ofLab(),
                hosts -> new ClockWatch(common.out(), common.err(), common.json(), exchanges)
                        .run(hosts, count)
                        .number());
    }
}
