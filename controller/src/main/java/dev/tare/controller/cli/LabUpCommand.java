package dev.tare.controller.cli;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.gate.LabTalk;
import dev.tare.controller.lab.local.LabOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a lab that stays. */
@Command(
        name = "up",
        addMethodSubcommands = false,
        header = "Makes a lab that stays until it is taken down; harmless when it is up already.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare lab up",
            "  tare lab up --name slow --rate 100Mbit",
            "  tare lab up --hosts a,b,c,d      for a plan whose pairs are of these hosts",
            "  tare lab up --clock-offset client=3600s,server=86400s --out lab.yaml",
        })
final class LabUpCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}.")
    private String name = "";

    @Option(
            names = "--hosts",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "client,server",
            description = "What its hosts are called. Default: ${DEFAULT-VALUE}.")
    private List<String> hosts = List.of();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "10Gbit",
            description = "Rate of the link on the wire: 10Gbit, 100Mbit, unlimited. Default: ${DEFAULT-VALUE}.")
    private String rate = "";

    @Option(names = "--mtu", paramLabel = "BYTES", defaultValue = "1500", description = "Default: ${DEFAULT-VALUE}.")
    private int mtu;

    @Option(
            names = "--clock-offset",
            paramLabel = "HOST=DURATION",
            split = ",",
            description =
                    "How far a host's monotonic clock is ahead: client=3600s,server=86400s. Needs Linux 6.2 or newer.")
    private Map<String, String> clockOffsets = Map.of();

    @Option(
            names = "--cpus",
            paramLabel = "HOST=CPU",
            split = ",",
            description = "CPUs of a host: client=0,server=1-2. Default: those allowed here, split.")
    private Map<String, String> cpus = Map.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the lab file here, too.")
    private @Nullable Path out;

    @Option(names = "--no-install", description = "Never install packages; say which ones are missing and stop.")
    private boolean noInstall;

    @Option(names = "--json", description = "Print data as JSON on stdout.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (command == null) {
            throw new IllegalStateException("run without a command line");
        }
        LabOptions options = new LabOptions(name, hosts, rate, mtu, clockOffsets, cpus);
        LabTalk talk = new LabTalk(
                command.commandLine().getOut(), command.commandLine().getErr(), json);
        talk.up(options, out, noInstall);
        return ExitCode.DONE.number();
    }
}
