package dev.tare.agent.runtime.daemon;

import dev.tare.agent.host.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits of this agent's own, so that its containers get no other ones; some daemons ask for more than a host allows. */
final class OwnLimits {

    private static final Pattern HARD = Pattern.compile("(?m)^Max (open files|processes) +\\S+ +(\\d+) ");

    private OwnLimits() {}

    static long openFiles() throws IOException {
        return hard("open files");
    }

    /** No more than can have a number at a time: podman allows itself no more either, and so can give none. */
    static long processes() throws IOException {
        String numbers = HostRoot.REAL
                .text("proc/sys/kernel/pid_max")
                .orElseThrow(() -> new IOException("the kernel does not say how many processes it numbers"));
        return Math.min(hard("processes"), Long.parseLong(numbers));
    }

    /**
     * The hard limit; the largest there is where it is unlimited.
     *
     * @param name {@code open files} or {@code processes}
     */
    static long hard(String name) throws IOException {
        Matcher matcher = HARD.matcher(Files.readString(Path.of("/proc/self/limits")));
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return Long.parseLong(matcher.group(2));
            }
        }
        return Long.MAX_VALUE;
    }
}
