package dev.tare.controller.cli.pki;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.pki.Pki;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare pki init}. */
@Command(
        name = "init",
        addMethodSubcommands = false,
        header = "Makes the authority of a lab, and a certificate for its controller.",
        description = {
            "DIR gets ca.pem and ca.key, controller.pem and controller.key, and crl.pem, a list of revoked certificates that is empty yet. Whoever has ca.key can command every agent of the lab: keep DIR on the controller's machine alone.",
            "One that was interrupted is finished by another; a whole authority is never replaced."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tare pki init pki"})
final class PkiInitCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private @Nullable Path folder;

    @Option(
            names = "--authority-days",
            paramLabel = "DAYS",
            defaultValue = "3650",
            description = "How long the authority is good for. Default: ${DEFAULT-VALUE}.")
    private int authorityDays;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "How long the certificate is good for. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Override
    public Integer call() throws Exception {
        if (command == null || folder == null) {
            throw new IllegalStateException("run without a command line");
        }
        new Pki(folder, Clock.systemUTC()).init(authorityDays, days);
        command.commandLine()
                .getErr()
                .println("made an authority and a certificate for the controller in " + folder
                        + "; the certificate is good for " + days + " days");
        return ExitCode.DONE.number();
    }
}
