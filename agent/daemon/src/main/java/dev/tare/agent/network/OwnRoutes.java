package dev.tare.agent.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The kernel's own tables of routes, in the network namespace of the calling thread. */
final class OwnRoutes {

    private static final Path NET = Path.of("/proc/thread-self/net");

    private OwnRoutes() {}

    /** Whether any leads to this device: with its addresses, which a sandbox with a stack of its own takes away, it loses them. */
    static boolean leadTo(String device) throws IOException {
        Pattern word = Pattern.compile("(^|\\s)" + Pattern.quote(device) + "(\\s|$)");
        for (String table : List.of("route", "if_inet6")) {
            Path file = NET.resolve(table);
            if (Files.exists(file)
                    && Files.readAllLines(file).stream()
                            .anyMatch(line -> word.matcher(line).find())) {
                return true;
            }
        }
        return false;
    }
}
