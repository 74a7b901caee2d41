package dev.tare.controller.cli;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.gate.LabTalk;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes labs down. */
@Command(
        name = "down",
        addMethodSubcommands = false,
        header = "Takes a lab down, and whatever is left of one that was killed; harmless when there is none.",
        footerHeading = "%nExamples:%n",
        footer = {"  tare lab down", "  tare lab down --all"})
final class LabDownCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}.")
    private String name = "";

    @Option(names = "--all", description = "All labs of this machine, also those of running commands.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        if (command == null) {
            throw new IllegalStateException("run without a command line");
        }
        LabTalk talk = new LabTalk(
                command.commandLine().getOut(), command.commandLine().getErr(), false);
        if (all) {
            talk.downAll();
        } else {
            talk.down(name);
        }
        return ExitCode.DONE.number();
    }
}
