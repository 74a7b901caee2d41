package dev.tare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program run to its end, with a deadline. */
final class Program {

    private Program() {}

    /**
     * What came of it.
     *
     * @param wallNanos from start to end, as a user waits
     */
    record Ended(int exit, String out, String err, long wallNanos) {

        Ended orFail(List<String> command) {
            return orFail(command, 0);
        }

        /** The same, where that exit code is fine too. */
        Ended orFail(List<String> command, int expected) {
            if (exit != 0 && exit != expected) {
                throw new IllegalStateException(command + " ended with " + exit + ": " + err + out);
            }
            return this;
        }
    }

    /** What is done with it as soon as it is started. */
    interface Started {

        void with(Process process) throws IOException;
    }

    static Ended run(Duration deadline, List<String> command) throws IOException, InterruptedException {
        return run(deadline, command, process -> {});
    }

    static Ended run(Duration deadline, List<String> command, Started started)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("tare-bench", ".out");
        Path err = Files.createTempFile("tare-bench", ".err");
        try {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            started.with(process);
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(command + " took longer than " + deadline.toSeconds() + " s");
            }
            long wallNanos = System.nanoTime() - begun;
            return new Ended(process.exitValue(), read(out), read(err), wallNanos);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
