package dev.tare.controller.cli;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.tls.HostCertificates;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an authority, and a certificate for each host and for the controller. */
@Command(
        name = "init",
        addMethodSubcommands = false,
        header = "Makes an authority, and a certificate for each host and for the controller.",
        description = {
            "DIR gets ca.pem and, for each host and for the controller, NAME.pem and NAME.key.",
            "The authority's key is not kept: to add a host, make all of them again in a new folder.",
        },
        footerHeading = "%nExamples:%n",
        footer = "  tare tls init tls --host client=192.0.2.11 --host server=192.0.2.12")
final class TlsInitCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "A folder without certificates; made when it is not there.")
    private @Nullable Path folder;

    @Option(
            names = "--host",
            paramLabel = "NAME=ADDRESS",
            required = true,
            description = "A host, and the IP address at which its agent is reached.")
    private Map<String, String> hosts = new LinkedHashMap<>();

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "365",
            description = "How long they are good for. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Override
    public Integer call() throws Exception {
        if (command == null || folder == null) {
            throw new IllegalStateException("run without a command line");
        }
        new HostCertificates(folder).make(hosts, days);
        command.commandLine()
                .getErr()
                .println("made certificates for " + String.join(", ", hosts.keySet()) + " and the controller in "
                        + folder + ", good for " + days + " days");
        return ExitCode.DONE.number();
    }
}
