package dev.tare.agent.runtime.vm;

import dev.tare.agent.network.Attachment;
import dev.tare.agent.runtime.LaunchSpec;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The initramfs of one launch: the common one, and behind it a small archive with what only this guest is told. */
final class LaunchImage {

    private static final int READABLE = 0644;
    private static final String BUSYBOX = "/bin/busybox";

    private LaunchImage() {}

    static Path write(Path directory, Path base, LaunchSpec spec, Optional<Attachment.Tap> tap) throws IOException {
        Path image = directory.resolve("initramfs");
        Files.copy(base, image);
        try (Cpio cpio = new Cpio(new BufferedOutputStream(Files.newOutputStream(image, StandardOpenOption.APPEND)))) {
            cpio.file("launch/command", READABLE, command(spec));
            if (tap.isPresent()) {
                String network = tap.get().address() + " " + tap.get().mtuBytes() + "\n";
                cpio.file("launch/network", READABLE, network.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return image;
    }

    /** An argument list whose arguments end in NUL: an empty environment, then the program with the bundle as its root. */
    private static byte[] command(LaunchSpec spec) throws IOException {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        add(words, BUSYBOX);
        add(words, "env");
        add(words, "-i");
        for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
            add(words, variable.getKey() + "=" + variable.getValue());
        }
        add(words, BUSYBOX);
        add(words, "chroot");
        add(words, "/bundle");
        for (String argument : spec.arguments()) {
            add(words, argument);
        }
        return words.toByteArray();
    }

    private static void add(OutputStream words, String word) throws IOException {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument or variable with a NUL");
        }
        words.write(word.getBytes(StandardCharsets.UTF_8));
        words.write(0);
    }
}
