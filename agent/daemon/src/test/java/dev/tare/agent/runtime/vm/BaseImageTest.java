package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle of one file; each of the plan's engines makes another one of it. */
final class BaseImageTest {

    @TempDir
    private Path directory;

    private BaseImage images;
    private Kernel kernel;

    @BeforeEach
    void makeHost() throws IOException {
        Path tools = directory.resolve("tools");
        Path busybox = tools.resolve("usr/bin/busybox");
        Files.createDirectories(busybox.getParent());
        Files.writeString(busybox, "busybox");
        Files.setPosixFilePermissions(busybox, PosixFilePermissions.fromString("rwxr-xr-x"));
        kernel = new Kernel(
                "6.1",
                Files.writeString(directory.resolve("vmlinuz"), "kernel"),
                Files.createDirectory(directory.resolve("modules")));
        Workplace workplace =
                new Workplace("test", directory.resolve("state"), directory.resolve("rootfs"), List.of(tools), false);
        images = new BaseImage(workplace, new Tools(workplace));
    }

    private Path image(String bundle) throws IOException {
        Path rootfs = directory.resolve(bundle);
        if (Files.notExists(rootfs)) {
            Files.writeString(Files.createDirectory(rootfs).resolve(bundle), bundle);
        }
        return images.make(rootfs, kernel);
    }

    /** As if it had last been asked for a minute before all others. */
    private static void age(Path image, int minutes) throws IOException {
        Files.setLastModifiedTime(image, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
    }

    @Test
    void byTurnsIsMadeOnce() throws IOException {
        Path probe = image("probe");
        Object made = Files.readAttributes(probe, "unix:ino").get("ino");
        Path engines = image("engines");

        assertThat(image("probe")).isEqualTo(probe).isNotEqualTo(engines);
        assertThat(Files.readAttributes(probe, "unix:ino").get("ino")).isEqualTo(made);
        assertThat(engines).exists();
    }

    @Test
    void whatWasNotAskedForLongestGoesFirst() throws IOException {
        List<Path> made = new ArrayList<>();
        for (String bundle : List.of("a", "b", "c", "d")) {
            Path image = image(bundle);
            age(image, 10 - made.size());
            made.add(image);
        }
        assertThat(image("a")).isEqualTo(made.get(0));

        Path fifth = image("e");

        assertThat(made.get(1)).doesNotExist();
        assertThat(List.of(made.get(0), made.get(2), made.get(3), fifth)).allMatch(Files::exists);
    }
}
