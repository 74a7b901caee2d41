package dev.tare.controller.cli;

import dev.tare.controller.cli.terminal.Streams;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What commands that print data have: the options of that, and where to talk. What else several commands share is of those that use it:
 * {@link LabChoice}, {@link ArchiveChoice}, {@link InstallChoice}.
 *
 * <pre>{@code
 * @Mixin
 * private CommonOptions common = new CommonOptions();
 * }</pre>
 */
public final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Print data as JSON on stdout.")
    private boolean json;

    /** Read by {@link CommandLines#isVerbose}, also where a command line means nothing. */
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--verbose", description = "Say more on stderr, with stack traces of internal errors.")
    private boolean verbose;

    public boolean json() {
        return json;
    }

    /** For data. */
    public PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** For talk. */
    public PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** Both, and whether they are terminals. */
    public Streams streams() {
        return CommandLines.streams(spec());
    }

    /** The whole command line, as given. */
    public List<String> arguments() {
        return spec().root().commandLine().getParseResult().originalArgs();
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("common options outside of a command");
        }
        return command;
    }
}
