package dev.tare.agent.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A long-lived child with its three streams. */
public final class Child {

    private final Process process;
    private final Pid pid;

    Child(Process process, Pid pid) {
        this.process = process;
        this.pid = pid;
    }

    public Pid pid() {
        return pid;
    }

    public OutputStream in() {
        return process.getOutputStream();
    }

    public InputStream out() {
        return process.getInputStream();
    }

    public InputStream err() {
        return process.getErrorStream();
    }

    /** Its exit status, 128 + signal where it was killed; empty when it still runs after {@code wait}. */
    public OptionalInt await(Duration wait) throws InterruptedException {
        return process.waitFor(wait.toNanos(), TimeUnit.NANOSECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }
}
