package dev.tare.controller.plan;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.yaml.Nearest;
import dev.tare.controller.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Where plans come from: files, and those that are shipped and known by name. */
public final class Plans {

    /** A drawn seed is short enough to be typed again. */
    private static final long DRAWN_BELOW = 1_000_000_000;

    private Plans() {}

    /**
     * The plan of that file or, where there is none, of that name.
     *
     * @param seed instead of the plan's
     * @throws TareException of bad usage, with all that is wrong
     */
    public static Plan load(String fileOrName, OptionalLong seed) {
        if (Files.exists(Path.of(fileOrName)) || fileOrName.contains("/") || !isName(fileOrName)) {
            return read(YamlDocument.read(Path.of(fileOrName)), seed);
        }
        return shipped(fileOrName, seed);
    }

    /** The plan that an archive was made of. */
    public static Plan load(Path file) {
        return read(YamlDocument.read(file), OptionalLong.empty());
    }

    /** The text of a shipped plan. */
    public static String text(String shipped) {
        return new String(bytes(shipped), StandardCharsets.UTF_8);
    }

    /**
     * The plan that is written there.
     *
     * @param name for messages
     */
    public static Plan parse(String name, String text, OptionalLong seed) {
        return read(YamlDocument.parse(name, text.getBytes(StandardCharsets.UTF_8)), seed);
    }

    public static Plan shipped(String name, OptionalLong seed) {
        return read(YamlDocument.parse(name + ".yaml", bytes(name)), seed);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Plans.class.getResourceAsStream("/plans/" + name + ".yaml")) {
            if (in == null || !shippedNames().contains(name)) {
                throw TareException.usage(
                        "no plan file and no shipped plan is called '" + name + "'"
                                + Nearest.hint(name, shippedNames()),
                        "name a file, or one of: " + String.join(", ", shippedNames()));
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** In the order of {@code plans/index}. */
    public static List<String> shippedNames() {
        try (InputStream in = Plans.class.getResourceAsStream("/plans/index")) {
            if (in == null) {
                throw new IllegalStateException("plans/index is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Plan read(YamlDocument document, OptionalLong seed) {
        if (seed.isPresent() && (seed.getAsLong() < 0 || seed.getAsLong() > PlanReader.MAX_SEED)) {
            throw TareException.usage(
                    "seed " + seed.getAsLong() + " is out of range: from 0 to " + PlanReader.MAX_SEED, "");
        }
        return PlanReader.read(document, seed, () -> ThreadLocalRandom.current().nextLong(DRAWN_BELOW));
    }

    private static boolean isName(String text) {
        return text.matches("[a-z0-9][a-z0-9-]*");
    }
}
