package dev.tare.agent.process;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts long-lived children.
 *
 * <p>The child's number is known only after it runs. An agent killed in between finds it by a mark in its environment: the
 * variable {@code TARE_INSTANCE}, beside which it gets exactly what it is given.
 */
public final class Children {

    static final String MARK = "TARE_INSTANCE";

    /** As its parent is. */
    public static final Starter PLAIN = ProcessBuilder::start;

    private Children() {}

    /** By whom a process is started, for one that is not to start as its parent is. */
    @FunctionalInterface
    public interface Starter {
        Process start(ProcessBuilder builder) throws IOException;
    }

    /** Starts {@code arguments} in the scope, in the root directory; the ledger has it first. */
    public static Child start(
            List<String> arguments,
            Map<String, String> environment,
            CgroupScope scope,
            TrialNames names,
            String trialId,
            Ledger ledger)
            throws IOException {
        return start(arguments, environment, PLAIN, scope, names, trialId, ledger);
    }

    /** By a starter. */
    public static Child start(
            List<String> arguments,
            Map<String, String> environment,
            Starter starter,
            CgroupScope scope,
            TrialNames names,
            String trialId,
            Ledger ledger)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Arguments.checked(arguments))
                .directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(MARK, names.container());
        Entry entry = ledger.record(trialId, ProcessReaper.KIND, names.container(), Map.of());
        Process process = starter.start(builder);
        Pid pid = Pid.of(process.pid());
        scope.adopt(pid);
        ledger.amend(entry, pid.details());
        return new Child(process, pid);
    }
}
