package dev.tare.controller.cli;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.gate.LabTalk;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which labs there are. */
@Command(
        name = "status",
        addMethodSubcommands = false,
        header = "Says which labs are up on this machine, and how their agents are.",
        footerHeading = "%nExamples:%n",
        footer = {"  tare lab status", "  tare lab status --json"})
final class LabStatusCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Print data as JSON on stdout.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (command == null) {
            throw new IllegalStateException("run without a command line");
        }
        new LabTalk(command.commandLine().getOut(), command.commandLine().getErr(), json).status();
        return ExitCode.DONE.number();
    }
}
