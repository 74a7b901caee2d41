package dev.tare.agent.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bundle's paths into the host's, for a process that runs without a root of its own: an absolute path at the start of
 * an argument, or after {@code =}, {@code :} or {@code ,}, that exists in the bundle.
 */
final class HostPaths {

    private static final Pattern PATH = Pattern.compile("(?<=^|[=:,])/[^=:,]+");

    private HostPaths() {}

    static String of(Path rootfs, String argument) {
        return PATH.matcher(argument).replaceAll(match -> {
            Path inside = rootfs.resolve(match.group().substring(1)).normalize();
            boolean ours = inside.startsWith(rootfs) && !inside.equals(rootfs) && Files.exists(inside);
            return Matcher.quoteReplacement(ours ? inside.toString() : match.group());
        });
    }
}
