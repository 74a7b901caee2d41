package dev.tare.controller.cli;

import dev.tare.controller.cli.terminal.Streams;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every command has: the common options, and where to talk.
 *
 * <pre>{@code
 * @Mixin
 * private CommonOptions common = new CommonOptions();
 * }</pre>
 */
public final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--lab",
            paramLabel = "FILE",
            description = "Use the hosts of this lab file. Without it: the lab that Tare makes on this machine.")
    private @Nullable Path lab;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the archive here. Default: a new folder under runs/.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print data as JSON on stdout.")
    private boolean json;

    @Option(names = "--no-install", description = "Never install packages; say which ones are missing and stop.")
    private boolean noInstall;

    @Option(names = "--verbose", description = "Say more on stderr, with stack traces of internal errors.")
    private boolean verbose;

    public Optional<Path> lab() {
        return Optional.ofNullable(lab);
    }

    public Optional<Path> outDirectory() {
        return Optional.ofNullable(out);
    }

    public boolean json() {
        return json;
    }

    public boolean noInstall() {
        return noInstall;
    }

    public boolean verbose() {
        return verbose;
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
