package dev.tare.agent;

import dev.tare.common.BuildVersion;
import java.util.Arrays;
import picocli.CommandLine;

/** Starts the agent. Exit codes: 0 ended on request, 2 bad usage, 3 the agent cannot start, 5 internal error. */
public final class Main {

    private static final String REQUEST = "request";

    private Main() {}

    public static void main(String[] arguments) {
        // no subcommand of the agent's, whose required options it would inherit
        boolean request = arguments.length > 0 && arguments[0].equals(REQUEST);
        CommandLine line = new CommandLine(request ? new RequestCommand() : new AgentCommand());
        line.getCommandSpec().version("tare-agent " + BuildVersion.ofProgram());
        int code = line.setExecutionExceptionHandler(new StartFailure())
                .execute(request ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
        System.exit(code);
    }
}
