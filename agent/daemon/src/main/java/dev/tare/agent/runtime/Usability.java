package dev.tare.agent.runtime;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.common.Words;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Whether a runtime works here: it is looked for, a first instance is tried, and what came of it is remembered. */
public final class Usability {

    private static final String SEE = "see the reason; then ask again";

    private final Tools tools;
    private final Findings findings;
    private final Rehearsal rehearsal;

    @Inject
    Usability(Tools tools, Findings findings, Rehearsal rehearsal) {
        this.tools = tools;
        this.findings = findings;
        this.rehearsal = rehearsal;
    }

    /**
     * Looks for what will be tried: the build of a program, the version of a daemon. Equal ones are tried once.
     *
     * @param <T> has {@code equals}
     */
    @FunctionalInterface
    public interface Search<T> {
        /** Where there is nothing to try, an {@link UnavailableException} says why. */
        T find() throws IOException, InterruptedException;
    }

    /** Tries what was found. */
    @FunctionalInterface
    public interface Attempt<T> {
        Availability make(T found) throws IOException, InterruptedException;
    }

    /** A check that may throw. */
    @FunctionalInterface
    public interface Check {
        Availability run() throws IOException, InterruptedException;
    }

    /** How a first instance is started. */
    @FunctionalInterface
    public interface Launch {
        Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException;
    }

    /**
     * What is tried.
     *
     * @param name e.g. {@code gvisor-systrap}, in the grammar of trial names
     * @param version of what runs
     * @param options the runtime's, for the launch
     * @param emulated whether it would run under emulation
     * @param remedy what to do where it does not work
     */
    public record Candidate(String name, String version, Map<String, String> options, boolean emulated, String remedy) {

        public Candidate {
            options = Map.copyOf(options);
        }

        public static Candidate of(String name, String version) {
            return new Candidate(name, version, Map.of(), false, SEE);
        }

        public Candidate withOptions(Map<String, String> which) {
            return new Candidate(name, version, which, emulated, remedy);
        }

        public Candidate withRemedy(String what) {
            return new Candidate(name, version, options, emulated, what);
        }

        /** Why it cannot work, in the words of every runtime. */
        public Availability.Unusable because(String objection) {
            return new Availability.Unusable(version + " is not usable, because " + objection, remedy);
        }
    }

    public <T> Availability of(Search<T> search, Attempt<T> attempt) {
        return unless(() -> {
            T found = search.find();
            return remembered(found, () -> attempt.make(found));
        });
    }

    /** The check's answer, unless this host lacks what every runtime needs, or the check throws. */
    public Availability unless(Check check) {
        try {
            if (CgroupTree.find().isEmpty()) {
                return new Availability.Unusable(
                        "no cgroup2 hierarchy is mounted: what a trial starts could be neither accounted nor surely killed",
                        "mount -t cgroup2 cgroup2 /sys/fs/cgroup");
            }
            Wrappers.requireAll(tools);
            return check.run();
        } catch (UnavailableException e) {
            return unusable(e);
        } catch (IOException e) {
            return new Availability.Unusable(Words.of(e), SEE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Availability.Unusable("interrupted while it was tried", "ask again");
        }
    }

    /** After a launch that failed: whatever is asked for next is tried again. */
    public void forget() {
        findings.forget();
    }

    public static Availability.Unusable unusable(UnavailableException why) {
        return new Availability.Unusable(why.reason(), why.remedy());
    }

    /** The check's answer, or that of an earlier one of the same. */
    public Availability remembered(Object tried, Check check) throws IOException, InterruptedException {
        return findings.of(tried, check);
    }

    /** Runs the bundle's {@code java -version} in it; the launch is given the host's network, and may leave it. */
    public Availability rehearsed(Candidate candidate, Launch launch, Deadline deadline)
            throws IOException, InterruptedException {
        Optional<String> objection = rehearsal.objection(candidate.name(), candidate.options(), launch, deadline);
        return objection.isPresent()
                ? candidate.because(objection.get())
                : new Availability.Usable(candidate.version(), candidate.emulated());
    }
}
