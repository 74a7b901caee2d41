package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts a {@link FakeProbe} as a plain child; the option {@code mode} says how it behaves. Reaps what it started. */
final class FakeRuntime implements RuntimeDriver, Reaper {

    /** A check of the mode {@code slow} has begun. */
    final CountDownLatch checking = new CountDownLatch(1);

    /** It was interrupted. */
    final CountDownLatch interrupted = new CountDownLatch(1);

    private final Map<Long, Process> children = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        if ("slow".equals(options.get("mode"))) {
            return slowly();
        }
        return "unusable".equals(options.get("mode"))
                ? new Availability.Unusable("it hangs here", "use another platform")
                : new Availability.Usable("fake 1", false);
    }

    private Availability slowly() {
        checking.countDown();
        try {
            TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
        return new Availability.Unusable("interrupted while it was tried", "ask again");
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        Entry entry = ledger.record(spec.trialId(), "fake-process", "probe", Map.of());
        String mode = spec.options().getOrDefault("mode", "good");
        if (mode.equals("unlaunchable")) {
            throw new IOException("no such program");
        }
        long startNanos = System.nanoTime();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeProbe.class.getName(),
                        mode)
                .start();
        children.put(entry.id(), process);
        List<Step> startup = List.of(new Step("started", startNanos, System.nanoTime()));
        return new ChildInstance(process, startup, mode.equals("daemon-gone"));
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals("fake-process");
    }

    @Override
    public void reap(Entry entry) throws InterruptedException {
        Process child = children.remove(entry.id());
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    /** Processes that were started and not reaped. */
    int alive() {
        return children.size();
    }

    void killAll() {
        children.values().forEach(Process::destroyForcibly);
    }

    /** @param silent its runtime ends with it, and nobody says how it ended */
    private record ChildInstance(Process process, List<Step> startup, boolean silent) implements Instance {

        @Override
        public OutputStream in() {
            return process.getOutputStream();
        }

        @Override
        public InputStream out() {
            return process.getInputStream();
        }

        @Override
        public InputStream err() {
            return process.getErrorStream();
        }

        @Override
        public OptionalInt await(Duration wait) throws InterruptedException {
            if (!process.waitFor(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                return OptionalInt.empty();
            }
            if (silent) {
                throw new UncheckedIOException(new IOException("the daemon does not answer"));
            }
            return OptionalInt.of(process.exitValue());
        }

        @Override
        public Accounting accounting() {
            return () -> Optional.of(new Accounting.CpuTime(0, 0));
        }
    }
}
