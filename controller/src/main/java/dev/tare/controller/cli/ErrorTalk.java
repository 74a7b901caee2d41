package dev.tare.controller.cli;

import dev.tare.controller.cli.terminal.Streams;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.yaml.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on stderr what went wrong and what to do, and turns it into an exit code. */
final class ErrorTalk {

    private final Streams streams;

    ErrorTalk(Streams streams) {
        this.streams = streams;
    }

    /** Words on the command line that mean nothing. */
    int badUsage(ParameterException bad, String[] args) {
        String command = bad.getCommandLine().getCommandSpec().qualifiedName();
        say(words(bad));
        streams.err().println("  " + command + " --help shows what it takes");
        return ExitCode.USAGE.number();
    }

    /** A command that ended with an exception. */
    int failed(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof TareException known) {
            say(known.what());
            if (!known.remedy().isEmpty()) {
                streams.err().println("  what to do: " + known.remedy());
            }
            return known.exitCode().number();
        }
        if (failure instanceof FileSystemException file) {
            say(words(file));
            return ExitCode.USAGE.number();
        }
        return broken(failure, CommandLines.isVerbose(parsed.originalArgs()));
    }

    /** A fault of the program. */
    int broken(Throwable fault, boolean verbose) {
        say("internal error: " + fault);
        streams.err().println("  this is a fault of Tare, not yours; --verbose shows where it happened");
        if (verbose) {
            fault.printStackTrace(streams.err());
        }
        return ExitCode.INTERNAL.number();
    }

    /** In words, what the system has against a file; of a full disk it does not say which. */
    static String why(IOException failure) {
        return failure instanceof FileSystemException file
                ? words(file)
                : Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName());
    }

    /** What was to be on stdout is not. */
    int unwritten() {
        say("stdout could not be written to its end: its disk is full, or its reader is gone");
        return ExitCode.PREFLIGHT.number();
    }

    /** A path on the command line, or the disk: nothing of ours. */
    private static String words(FileSystemException file) {
        String why = file.getReason();
        return switch (file) {
            case NoSuchFileException _ -> "no such file: " + file.getFile();
            case AccessDeniedException _ -> "no permission: " + file.getFile();
            default -> file.getFile() + ": " + (why == null ? file.getClass().getSimpleName() : why);
        };
    }

    private static String words(ParameterException bad) {
        if (!(bad instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(bad.getMessage()).replace("is not a long", "is not a whole number");
        }
        CommandSpec command = bad.getCommandLine().getCommandSpec();
        // what follows the first is often its value
        String first = unmatched.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            List<String> options =
                    command.options().stream().map(OptionSpec::longestName).toList();
            return "unknown option '" + first + "'" + Nearest.hint(first, options);
        }
        boolean hasCommands = !command.subcommands().isEmpty();
        return (hasCommands ? "unknown command '" : "unexpected argument '") + first + "'"
                + Nearest.hint(first, command.subcommands().keySet());
    }

    private void say(String message) {
        PrintWriter err = streams.err();
        err.println(streams.errColour() ? "\u001b[1;31mtare:\u001b[0m " + message : "tare: " + message);
    }
}
