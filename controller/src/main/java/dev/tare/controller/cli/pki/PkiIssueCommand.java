package dev.tare.controller.cli.pki;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.pki.Pki;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare pki issue}. */
@Command(
        name = "issue",
        addMethodSubcommands = false,
        header = "Signs a certificate for a host that has none.",
        description = {
            "Writes DIR/NAME.pem. A request is made on the host, so that its key never leaves it: tare-agent request."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tare pki issue pki client=192.0.2.11 --csr client.csr", "  tare pki issue pki server=192.0.2.12"})
final class PkiIssueCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private @Nullable Path folder;

    @Parameters(
            index = "1",
            arity = "1",
            paramLabel = "NAME=ADDRESS",
            description = "The host, and the IP address at which its agent is reached.")
    private Map<String, String> host = Map.of();

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
        Map.Entry<String, String> asked = host.entrySet().iterator().next();
        new Pki(folder, Clock.systemUTC()).issue(asked.getKey(), asked.getValue(), Optional.ofNullable(request), days);
        command.commandLine()
                .getErr()
                .println("signed " + folder.resolve(asked.getKey() + ".pem") + ", good for " + days + " days");
        return ExitCode.DONE.number();
    }
}
