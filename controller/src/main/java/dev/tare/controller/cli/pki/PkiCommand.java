package dev.tare.controller.cli.pki;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Certificates for hosts that are no namespaces of this machine. */
@Command(
        name = "pki",
        addMethodSubcommands = false,
        header = "Makes, replaces and revokes the certificates of a lab of real hosts.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PkiInitCommand.class,
            PkiIssueCommand.class,
            PkiRotateCommand.class,
            PkiRevokeCommand.class,
            PkiListCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare pki init pki                                        once a lab",
            "  tare pki issue pki client=192.0.2.11 --csr client.csr    once a host",
            "  tare pki list pki                                        who has one, until when"
        })
public final class PkiCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run without a command line");
        }
        throw new ParameterException(spec.commandLine(), "Missing command; tare pki --help lists them");
    }
}
