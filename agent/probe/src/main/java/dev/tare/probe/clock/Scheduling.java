package dev.tare.probe.clock;

import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a thread is scheduled, as its own kernel tells.
 *
 * @param policy and, of a real-time one, the priority: {@code SCHED_FIFO 1}; empty where the kernel does not tell
 * @param cpus that it may run on; none where the kernel does not tell
 */
public record Scheduling(Optional<String> policy, List<Integer> cpus) {

    // sched.h
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    public Scheduling {
        cpus = List.copyOf(cpus);
    }

    /** Of the calling one. */
    public static Scheduling ofThread(Path proc) {
        return new Scheduling(
                policy(new Libc()), cpus(proc.resolve("thread-self").resolve("status")));
    }

    private static Optional<String> policy(Libc libc) {
        int policy = libc.schedGetscheduler(0);
        NativeMemory parameters = new NativeMemory(Integer.BYTES);
        if (policy < 0 || libc.schedGetparam(0, parameters) < 0) {
            return Optional.empty();
        }
        int priority = parameters.bytes().getInt(0);
        return Optional.of(
                switch (policy & ~SCHED_RESET_ON_FORK) {
                    case 0 -> "SCHED_OTHER";
                    case 1 -> "SCHED_FIFO " + priority;
                    case 2 -> "SCHED_RR " + priority;
                    case 3 -> "SCHED_BATCH";
                    case 5 -> "SCHED_IDLE";
                    default -> "policy " + policy + ", priority " + priority;
                });
    }

    private static List<Integer> cpus(Path status) {
        try {
            return AllowedCpus.of(Files.readString(status)).cpus();
        } catch (IOException _) {
            return List.of(); // a sandbox's kernel has no such list
        }
    }
}
