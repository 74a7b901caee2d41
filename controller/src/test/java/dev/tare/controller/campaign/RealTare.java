package dev.tare.controller.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program, as {@code ./tare} starts it, from what {@code mvn package} left. */
final class RealTare {

    private final Path logs;
    private final List<String> place;
    private int runs;

    RealTare(Path logs) {
        this(logs, List.of());
    }

    /** @param place the words of a command that starts another one somewhere, e.g. in a lab */
    RealTare(Path logs, List<String> place) {
        this.logs = logs;
        this.place = List.copyOf(place);
    }

    /** A running or finished one. */
    record Running(Process process, Path out, Path err) {

        int exit(Duration limit) throws IOException, InterruptedException {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                killTree();
                throw new IllegalStateException("not done after " + limit + ": " + words());
            }
            return process.exitValue();
        }

        /** As {@code kill -9} of everything of the program: outer and inner process. */
        void killTree() {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }

        String words() throws IOException {
            return Files.readString(out) + Files.readString(err);
        }
    }

    Running start(String... arguments) throws IOException {
        runs++;
        Path out = logs.resolve("tare-" + runs + ".out");
        Path err = logs.resolve("tare-" + runs + ".err");
        // a test that somebody started in the background has inherited that Ctrl-C is ignored
        List<String> command = new ArrayList<>(place);
        command.addAll(List.of("env", "--default-signal=INT"));
        command.addAll(List.of(TareLauncher.JAVA, "@" + TareLauncher.arguments(arguments[0]), TareLauncher.MAIN));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Running(process, out, err);
    }

    /** Runs it to its end and wants success. */
    void run(String... arguments) throws IOException, InterruptedException {
        Running running = start(arguments);
        int exit = running.exit(Duration.ofMinutes(2));
        if (exit != 0) {
            throw new IllegalStateException(List.of(arguments) + " ended with " + exit + ": " + running.words());
        }
    }
}
