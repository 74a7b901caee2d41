package dev.tare.controller.lab.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * All labs of this machine. They are root's, whoever became root and how: the directory of a login session would go with the
 * session, and with it the keys and ledgers of a lab that stays up.
 */
public record LabStore(Path base) {

    /** {@code /run/tare/labs}. */
    public static LabStore ofMachine() {
        return new LabStore(Path.of("/run/tare/labs"));
    }

    public LabFolder folder(String name) {
        return new LabFolder(base.resolve(name));
    }

    /** Those that left a folder, up or not, by name. */
    public List<LabFolder> list() throws IOException {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(base)) {
            return entries.filter(Files::isDirectory)
                    .sorted()
                    .map(LabFolder::new)
                    .toList();
        }
    }

    /** One process at a time makes or unmakes labs; waits for its turn. Held until closed, or until the process ends. */
    public FileChannel lock() throws IOException {
        Files.createDirectories(base);
        FileChannel channel =
                FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }
}
