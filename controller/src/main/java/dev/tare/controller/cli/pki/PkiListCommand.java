package dev.tare.controller.cli.pki;

import dev.tare.controller.cli.terminal.TextTable;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.pki.Certified;
import dev.tare.controller.lab.pki.Pki;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare pki list}. */
@Command(
        name = "list",
        addMethodSubcommands = false,
        header = "Says who has a certificate, and until when.",
        footerHeading = "%nExamples:%n",
        footer = {"  tare pki list pki"})
final class PkiListCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        if (command == null || folder == null) {
            throw new IllegalStateException("run without a command line");
        }
        Instant now = Instant.now();
        TextTable table = new TextTable().row("NAME", "ADDRESS", "UNTIL", "STATE", "SERIAL");
        for (Certified certified : new Pki(folder, Clock.systemUTC()).list()) {
            table.row(
                    certified.name(),
                    certified.address().isEmpty() ? "-" : certified.address(),
                    certified.notAfter(),
                    state(certified, now),
                    certified.serial().toString(16));
        }
        table.lines().forEach(command.commandLine().getOut()::println);
        return ExitCode.DONE.number();
    }

    private static String state(Certified certified, Instant now) {
        if (certified.revokedAt() != null) {
            return "revoked " + certified.revokedAt();
        }
        return certified.isLive(now) ? "good" : "ended";
    }
}
