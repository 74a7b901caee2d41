package dev.tare.probe;

import dev.tare.common.linux.Errno;
import dev.tare.probe.clock.Precedence;
import dev.tare.probe.clock.Scheduling;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The priority that traffic has: every program's, or the lowest real-time one where that was asked for. Then it has to be had, and
 * the kernel has to be one that takes it away again: an agent on the same CPU must be able to end the trial.
 */
final class TrafficPriority {

    private static final String WANTED = "SCHED_FIFO 1";

    private static final String LIMIT = "kernel.sched_rt_runtime_us";

    /** What the kernel keeps for all other threads when nobody has changed it, a twentieth, is what an agent was seen to do with. */
    private static final long PARTS = 20;

    /** More than any such number has. */
    private static final int DIGITS = 32;

    private final boolean realTime;
    private final Path proc;
    private final Precedence precedence = new Precedence();

    TrafficPriority(boolean realTime, Path proc) {
        this.realTime = realTime;
        this.proc = proc;
    }

    /** How this thread is scheduled when it moves traffic; afterwards it is an ordinary one again. */
    Scheduling tryOut() throws ProbeFailure {
        if (!realTime) {
            return Scheduling.ofThread(proc);
        }
        checkLimit();
        int result = precedence.take();
        if (result != 0) {
            throw unavailable("the kernel refuses it: " + Errno.describe(-result)
                    + "; it takes CAP_SYS_NICE in the host's own user namespace, or a limit RLIMIT_RTPRIO, and a CPU control"
                    + " group with a share of real-time (cpu.rt_runtime_us)");
        }
        try {
            Scheduling scheduling = Scheduling.ofThread(proc);
            if (!scheduling.policy().equals(Optional.of(WANTED))) {
                throw unavailable("the kernel grants it, and then tells "
                        + scheduling.policy().orElse("nothing") + " in place of " + WANTED);
            }
            return scheduling;
        } finally {
            precedence.end();
        }
    }

    /** Of the thread that has moved traffic, or was stopped when it was about to, and has other things to do now. */
    void end() {
        precedence.end();
    }

    private void checkLimit() throws ProbeFailure {
        Path settings = proc.resolve("sys").resolve("kernel");
        long runtime = micros(settings.resolve("sched_rt_runtime_us"));
        long period = micros(settings.resolve("sched_rt_period_us"));
        if (runtime < 0 || runtime > period - period / PARTS) {
            throw unavailable(
                    LIMIT + " is " + runtime + ", which leaves others too little of a CPU to end a trial, the agent"
                            + " included; set it to " + (period - period / PARTS) + " or less on the host");
        }
    }

    private static long micros(Path setting) throws ProbeFailure {
        // not Files.readString: it takes the first byte of a pseudo file by itself, and a number is then over
        try (InputStream in = Files.newInputStream(setting)) {
            return Long.parseLong(new String(in.readNBytes(DIGITS), StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            throw unavailable("the kernel does not tell how much of a CPU it keeps for others: " + e);
        }
    }

    private static ProbeFailure unavailable(String why) {
        return new ProbeFailure(FailureCode.OPTION_UNAVAILABLE, "priority realtime: " + why);
    }
}
