package dev.tare.controller.lab.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the processes that hold the namespaces of hosts and switch. */
final class Holders {

    /** Does nothing, for ever, in namespaces of its own. */
    private static final List<String> HOLDER = List.of("unshare", "--net", "--mount", "--uts", "sleep", "infinity");

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private Holders() {}

    static Namespaces start(List<String> names) throws IOException, InterruptedException {
        Map<String, Long> hosts = new HashMap<>();
        for (String name : names) {
            hosts.put(name, launch());
        }
        Namespaces namespaces = new Namespaces(hosts, launch());
        for (long pid : namespaces.hosts().values()) {
            await(pid);
        }
        await(namespaces.wire());
        return namespaces;
    }

    private static long launch() throws IOException {
        return new ProcessBuilder(HOLDER)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .pid();
    }

    /** {@code unshare} becomes {@code sleep} when the namespaces are made. */
    private static void await(long pid) throws IOException, InterruptedException {
        Path name = Path.of("/proc", Long.toString(pid), "comm");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(name).strip().equals("sleep")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("namespaces were not made within " + LIMIT.toSeconds() + " s");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
