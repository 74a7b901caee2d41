package dev.tare.controller.lab.pki;

import dev.tare.common.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/** What changes the files of an authority. When it returns, that is on the disk; a machine that goes off in it has not lost the old. */
interface Disk {

    /** Whole or not at all: a reader never sees half a file. */
    void write(Path file, byte[] content, FileAttribute<?> permissions) throws IOException;

    void createDirectories(Path directory, FileAttribute<?> permissions) throws IOException;

    /** One that may come back when the machine goes off: what is found again is deleted again. */
    default void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** The disk of this machine. */
    final class Real implements Disk {

        @Override
        public void write(Path file, byte[] content, FileAttribute<?> permissions) throws IOException {
            Durable.write(file, content, permissions);
        }

        @Override
        public void createDirectories(Path directory, FileAttribute<?> permissions) throws IOException {
            Durable.createDirectories(directory, permissions);
        }
    }
}
