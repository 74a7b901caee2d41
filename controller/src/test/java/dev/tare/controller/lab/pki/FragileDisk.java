package dev.tare.controller.lab.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;

/** Ends a command at one of its changes, as a machine that goes off; whatever the command does then is not done either. */
final class FragileDisk implements Disk {

    private final Disk disk = new QuickDisk();
    private final End end;
    private int left;

    /** @param changes that are whole before the one at which it ends */
    FragileDisk(int changes, End end) {
        this.left = changes;
        this.end = end;
    }

    /** Where in a change. */
    enum End {
        BEFORE,
        /** What was to be renamed is there, and some of it is not in it yet. */
        HALF_BESIDE,
        WHOLE_BESIDE,
        AFTER
    }

    @Override
    public void write(Path file, byte[] content, FileAttribute<?> permissions) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        change(() -> disk.write(file, content, permissions), () -> {
            int written = switch (end) {
                case HALF_BESIDE -> content.length / 2;
                case BEFORE, WHOLE_BESIDE, AFTER -> content.length;
            };
            Files.deleteIfExists(beside);
            Files.write(Files.createFile(beside, permissions), Arrays.copyOf(content, written));
        });
    }

    @Override
    public void createDirectories(Path directory, FileAttribute<?> permissions) throws IOException {
        change(() -> disk.createDirectories(directory, permissions), () -> {});
    }

    @Override
    public void delete(Path file) throws IOException {
        change(() -> disk.delete(file), () -> {});
    }

    private void change(Step whole, Step half) throws IOException {
        left--;
        if (left >= 0) {
            whole.take();
            return;
        }
        if (left == -1) {
            switch (end) {
                case BEFORE -> {}
                case HALF_BESIDE, WHOLE_BESIDE -> half.take();
                case AFTER -> whole.take();
            }
        }
        throw new WentOffException();
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    static final class WentOffException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
