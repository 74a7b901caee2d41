package dev.tare.controller.lab.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;

/** Does not wait until things are on the disk, for tests that write much. */
final class QuickDisk implements Disk {

    @Override
    public void write(Path file, byte[] content, FileAttribute<?> permissions) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, permissions);
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void createDirectories(Path directory, FileAttribute<?> permissions) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions);
        }
    }
}
