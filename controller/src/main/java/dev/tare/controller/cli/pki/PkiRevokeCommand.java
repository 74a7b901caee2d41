package dev.tare.controller.cli.pki;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.pki.Certified;
import dev.tare.controller.lab.pki.Pki;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare pki revoke}. */
@Command(
        name = "revoke",
        addMethodSubcommands = false,
        header = "Revokes every certificate that a name has.",
        description = {
            "Adds them to DIR/crl.pem. Whoever gets that file refuses them from the next call on: agents by --crl, the controller by tls.crl in its lab file."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tare pki revoke pki client"})
final class PkiRevokeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private @Nullable Path folder;

    @Parameters(index = "1", paramLabel = "NAME", description = "A host, or controller.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        if (command == null || folder == null) {
            throw new IllegalStateException("run without a command line");
        }
        for (Certified revoked : new Pki(folder, Clock.systemUTC()).revoke(name)) {
            command.commandLine()
                    .getErr()
                    .println("revoked " + name + "'s certificate "
                            + revoked.serial().toString(16));
        }
        command.commandLine().getErr().println("now bring " + folder.resolve("crl.pem") + " to every agent");
        return ExitCode.DONE.number();
    }
}
