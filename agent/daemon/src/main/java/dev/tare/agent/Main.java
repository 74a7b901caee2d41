package dev.tare.agent;

import picocli.CommandLine;

/** Starts the agent. Exit codes: 0 ended on request, 2 bad usage, 3 the agent cannot start, 5 internal error. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int code = new CommandLine(new AgentCommand())
                .setExecutionExceptionHandler(new StartFailure())
                .execute(arguments);
        System.exit(code);
    }
}
