package dev.tare.agent;

import dev.tare.common.BuildVersion;
import java.util.Arrays;
import picocli.CommandLine;

/** Starts the agent. Exit codes: 0 ended on request, 2 bad usage, 3 the agent cannot start, 5 internal error. */
public final class Main {

    private static final String REQUEST = "request";

    private Main() {}

    public static void main(String[] arguments) {
        boolean request = arguments.length > 0 && arguments[0].equals(REQUEST);
        int code = (request ? requestLine() : agentLine())
                .execute(request ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
        System.exit(code);
    }

    /** The agent itself, for its manual page too. */
    public static CommandLine agentLine() {
        return line(new AgentCommand());
    }

    /** What a first argument of {@code request} means; no subcommand of the agent's, whose required options it would inherit. */
    public static CommandLine requestLine() {
        return line(new RequestCommand());
    }

    private static CommandLine line(Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().version("tare-agent " + BuildVersion.ofProgram());
        return line.setExecutionExceptionHandler(new StartFailure());
    }
}
