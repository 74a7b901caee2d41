package dev.tare.controller.lab.keeper;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.exec.SystemExec;
import dev.tare.controller.lab.state.LabFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Where the keeper's process starts and ends. Its one argument is the lab's folder; its output is the lab's log. */
public final class KeeperMain {

    /** Whatever happens at the end: the kernel takes the rest when this process is gone. */
    private static final Duration END_LIMIT = Duration.ofSeconds(12);

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final int FAILED = 3;

    private KeeperMain() {}

    public static void main(String[] args) throws InterruptedException {
        LabFolder folder = new LabFolder(Path.of(args[0]));
        try {
            LabSpec spec = folder.readSpec();
            awaitRecord(folder);
            Keeper keeper = new Keeper(Installation.ofProcess(), folder, spec, new SystemExec(), System.out::println);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(keeper)));
            if (spec.attached()) {
                Thread.ofPlatform().daemon().name("parent").start(() -> endWithParent(folder, keeper));
            }
            keeper.up();
            new CountDownLatch(1).await();
        } catch (IOException | TareException failure) {
            System.err.println("failed: " + failure.getMessage());
            System.exit(FAILED);
        }
    }

    /** A lab that nobody could find again must not be: whoever started this writes it down first. */
    private static void awaitRecord(LabFolder folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(folder.root())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("nobody wrote down that this lab was started");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /**
     * The parent holds the other end of stdin and never writes: its end is the end of the file, however it ended. Nobody
     * else will remove the lab's folder then.
     */
    private static void endWithParent(LabFolder folder, Keeper keeper) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
            Thread.ofPlatform().daemon().start(KeeperMain::haltLate);
            keeper.down();
            folder.delete();
        } catch (IOException broken) {
            System.err.println("ending with the parent: " + broken.getMessage());
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static void end(Keeper keeper) {
        Thread.ofPlatform().daemon().start(KeeperMain::haltLate);
        try {
            keeper.down();
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
    }

    private static void haltLate() {
        try {
            Thread.sleep(END_LIMIT);
            Runtime.getRuntime().halt(FAILED);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
