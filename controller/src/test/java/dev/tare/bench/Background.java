package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A tool's server, ended with all its children when it is closed. */
final class Background implements AutoCloseable {

    private static final int POLL_MILLIS = 5;
    private static final int POLLS = 1000;
    private static final int PATIENCE_SECONDS = 5;

    /** {@code TCP_LISTEN} as {@code /proc/net/tcp} writes it. */
    private static final String LISTEN = "0A";

    private final Process process;

    private Background(Process process) {
        this.process = process;
    }

    static Background start(ToolGroup group, List<String> command) throws IOException {
        Background tool = new Background(new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        group.adopt(tool.process);
        return tool;
    }

    /** Waits for a listening socket on that port in the tool's own network, without connecting to it. */
    void awaitListening(int port) throws IOException, InterruptedException {
        for (int poll = 0; poll < POLLS && process.isAlive(); poll++) {
            if (listens("tcp", port) || listens("tcp6", port)) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("the server never listened on " + port + ": " + process.info());
    }

    private boolean listens(String table, int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "net", table))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .anyMatch(fields -> fields[1].endsWith(local) && fields[3].equals(LISTEN));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }
}
