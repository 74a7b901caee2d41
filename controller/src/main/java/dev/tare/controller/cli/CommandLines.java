package dev.tare.controller.cli;

import dev.tare.controller.cli.terminal.Streams;
import dev.tare.controller.failure.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Puts the command line together and runs it, in a process of its own or within a test. */
public final class CommandLines {

    private CommandLines() {}

    /** Runs a command line to its end. Returns the exit code; throws nothing. */
    public static int execute(Streams streams, String... args) {
        ErrorTalk talk = new ErrorTalk(streams);
        int code;
        try {
            code = create(streams).execute(args);
        } catch (Error fault) {
            // exceptions have been heard within; an exit code of 1 would mean nothing
            code = talk.broken(fault, isVerbose(List.of(args)));
        }
        // flushes, too
        boolean lost = streams.out().checkError();
        if (lost && code == ExitCode.DONE.number()) {
            code = talk.unwritten();
        }
        streams.err().flush();
        return code;
    }

    /** The whole tree of commands, for help, completion and docs too. */
    public static CommandLine create(Streams streams) {
        CommandLine line = new CommandLine(new Tare(streams));
        ErrorTalk talk = new ErrorTalk(streams);
        line.setOut(streams.out())
                .setErr(streams.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(streams.outColour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(talk::badUsage)
                .setExecutionExceptionHandler(talk::failed)
                .setExecutionStrategy(CommandLines::run)
                .setExitCodeExceptionMapper(failure -> ExitCode.INTERNAL.number())
                .setCaseInsensitiveEnumValuesAllowed(true);
        line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        addHelpOptions(line);
        return line;
    }

    static Streams streams(CommandSpec spec) {
        return ((Tare) spec.root().userObject()).streams();
    }

    /** -h and -V on every command, said once. */
    private static void addHelpOptions(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        line.getSubcommands().values().forEach(CommandLines::addHelpOptions);
    }

    private static int run(ParseResult parsed) {
        if (isVerbose(parsed.originalArgs())) {
            // read by logback.xml when the first logger is made, which is after this
            System.setProperty("tare.log", "DEBUG");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    static boolean isVerbose(List<String> arguments) {
        return arguments.contains("--verbose");
    }

    private static Map<String, String> exitCodes() {
        return Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        code -> String.format(Locale.ROOT, "%4d", code.number()),
                        ExitCode::meaning,
                        (a, b) -> a,
                        LinkedHashMap::new));
    }
}
