package dev.tare.controller.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Labs on this machine. */
@Command(
        name = "lab",
        addMethodSubcommands = false,
        header = "Makes a lab of two hosts and a switch on this machine, and takes it down.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LabUpCommand.class, LabDownCommand.class, LabStatusCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare lab up                      two hosts, 10GE between them",
            "  tare run my.yaml                 measures in it",
            "  tare lab up --name jumbo --rate unlimited --mtu 9000",
            "  tare run my.yaml --lab /run/tare/labs/jumbo/lab.yaml",
            "  tare lab down",
        })
final class LabCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run without a command line");
        }
        throw new ParameterException(spec.commandLine(), "Missing command; tare lab --help lists them");
    }
}
