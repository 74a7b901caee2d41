package dev.tare.controller.lab.pki;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another program, which tells whether a file is locked: one that asks for its own lock, and closes the file, has none any more. */
final class LockAsker implements AutoCloseable {

    private static final int LOCKED = 'y';
    private static final int FREE = 'n';

    private final Process process;

    private LockAsker(Process process) {
        this.process = process;
    }

    static LockAsker start(Path file) throws IOException {
        return new LockAsker(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockAsker.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    boolean isLocked() throws IOException {
        process.getOutputStream().write('?');
        process.getOutputStream().flush();
        int answer = process.getInputStream().read();
        return switch (answer) {
            case LOCKED -> true;
            case FREE -> false;
            default -> throw new IOException("no answer: " + answer);
        };
    }

    /** It ends with what it reads from. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        while (System.in.read() >= 0) {
            System.out.write(isLockedHere(file) ? LOCKED : FREE);
            System.out.flush();
        }
    }

    private static boolean isLockedHere(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock == null;
        }
    }
}
