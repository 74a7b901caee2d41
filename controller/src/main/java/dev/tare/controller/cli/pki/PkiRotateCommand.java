package dev.tare.controller.cli.pki;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.pki.Pki;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare pki rotate}. */
@Command(
        name = "rotate",
        addMethodSubcommands = false,
        header = "Signs another certificate in the place of one.",
        description = {
            "For a host, from the request that it made with its new key; or for the controller. Agents and controllers notice new files by themselves; the former certificate is good until it ends, or until tare pki revoke."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare pki rotate pki client --csr client.csr",
            "  tare pki rotate pki client=192.0.2.31 --csr client.csr",
            "                                  the same, of a host that has got another address",
            "  tare pki rotate pki controller"
        })
final class PkiRotateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private @Nullable Path folder;

    @Parameters(
            index = "1",
            paramLabel = "NAME[=ADDRESS]",
            description =
                    "A host, with the IP address at which its agent is reached where that has changed; or controller.")
    private String host = "";

    @Option(
            names = "--csr",
            paramLabel = "FILE",
            description = "The request that the host made. Without it, the key is made here and must be carried there.")
    private @Nullable Path request;

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
        int equals = host.indexOf('=');
        String name = equals < 0 ? host : host.substring(0, equals);
        Optional<String> address = equals < 0 ? Optional.empty() : Optional.of(host.substring(equals + 1));
        new Pki(folder, Clock.systemUTC()).rotate(name, address, Optional.ofNullable(request), days);
        command.commandLine()
                .getErr()
                .println("signed " + folder.resolve(name + ".pem") + ", good for " + days + " days");
        return ExitCode.DONE.number();
    }
}
