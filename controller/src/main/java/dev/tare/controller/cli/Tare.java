package dev.tare.controller.cli;

import dev.tare.controller.cli.pki.PkiCommand;
import dev.tare.controller.cli.terminal.Streams;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of all commands.
 *
 * <p>Whoever adds one lists its class here. A command's class is loaded even to print the help of another, so it has
 * picocli's types in its fields and no others, and makes what it needs when it is called.
 */
@Command(
        name = "tare",
        addMethodSubcommands = false,
        header = "Measures what a container runtime costs on the wire, between two hosts.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            PlanCommand.class,
            ReportCommand.class,
            HostsCommand.class,
            DoctorCommand.class,
            ClockCommand.class,
            SelftestCommand.class,
            LabCommand.class,
            InstallCommand.class,
            PkiCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare demo                        native, runC and gVisor on this machine",
            "  tare plan demo                   what that will do, and how long it takes",
            "  tare run my.yaml --lab lab.yaml  a plan between the hosts of a lab file",
            "  tare doctor                      which runtimes can be used, or why not",
            "  tare selftest                    the probe against iperf3, netperf, sockperf, wrk",
            "  tare report runs/my-run          summary and report again, from raw data",
        })
final class Tare implements Runnable {

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    Tare(Streams streams) {
        this.streams = streams;
    }

    Streams streams() {
        return streams;
    }

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run without a command line");
        }
        throw new ParameterException(spec.commandLine(), "Missing command; tare --help lists them");
    }
}
