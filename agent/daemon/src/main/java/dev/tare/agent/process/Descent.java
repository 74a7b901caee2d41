package dev.tare.agent.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A process and its descendants, walked while they go on forking. */
final class Descent {

    /** What is done with one process; true when it changed something, so that its children have to be looked at again. */
    @FunctionalInterface
    interface Move {
        boolean apply(long process) throws IOException;
    }

    private final long root;

    Descent(long root) {
        this.root = root;
    }

    void moveAll(Move move) throws IOException {
        boolean moved;
        do {
            moved = walk(root, move);
        } while (moved);
    }

    private static boolean walk(long process, Move move) throws IOException {
        boolean moved;
        try {
            moved = move.apply(process);
        } catch (IOException e) {
            if (Files.exists(Path.of("/proc", Long.toString(process), "cgroup"))
                    && Pid.of(process).isAlive()) {
                throw e;
            }
            return false;
        }
        Path tasks = Path.of("/proc", Long.toString(process), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                for (String child : childrenOf(thread)) {
                    moved |= walk(Long.parseLong(child), move);
                }
            }
        } catch (NoSuchFileException ended) {
            return moved;
        } catch (DirectoryIteratorException e) {
            // ENOENT where it has ended while it was listed
            if (Files.exists(tasks)) {
                throw e.getCause();
            }
        }
        return moved;
    }

    private static String[] childrenOf(Path thread) {
        try {
            String children = Files.readString(thread.resolve("children")).strip();
            return children.isEmpty() ? new String[0] : children.split(" ");
        } catch (IOException e) {
            // the thread has ended: it has no children any more
            return new String[0];
        }
    }
}
