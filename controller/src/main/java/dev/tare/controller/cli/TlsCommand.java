package dev.tare.controller.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Certificates for hosts that are no namespaces of this machine. */
@Command(
        name = "tls",
        addMethodSubcommands = false,
        header = "Makes the certificates of a lab of real hosts.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = TlsInitCommand.class,
        footerHeading = "%nExamples:%n",
        footer = "  tare tls init --help             how to make them, and where they go")
final class TlsCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run without a command line");
        }
        throw new ParameterException(spec.commandLine(), "Missing command; tare tls --help lists them");
    }
}
