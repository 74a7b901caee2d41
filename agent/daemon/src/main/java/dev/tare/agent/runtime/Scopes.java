package dev.tare.agent.runtime;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Child;
import dev.tare.agent.process.Children;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.Workplace;
import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.linux.CpuSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every driver of this package does alike: a cgroup scope for the trial and a child in it. */
public final class Scopes {

    private final Workplace workplace;

    @Inject
    Scopes(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * The CPUs of a group that a runtime makes, as the kernel lists them; empty where it can be given none. Joining such a group
     * resets the affinity that a process inherited, so the group gets the same CPUs.
     */
    public static String cpus(LaunchSpec spec) throws IOException {
        Optional<CgroupTree> tree = CgroupTree.find();
        if (tree.isEmpty() || !tree.get().hasCpuset()) {
            return "";
        }
        return (spec.cpus().isEmpty() ? AllowedCpus.ofProcess() : new CpuSet(spec.cpus())).toString();
    }

    public TrialNames names(LaunchSpec spec) {
        return workplace.names(spec.trialId());
    }

    public CgroupScope open(LaunchSpec spec, Ledger ledger) throws IOException {
        CgroupTree tree = CgroupTree.find().orElseThrow(() -> new IOException("no cgroup2 hierarchy is mounted"));
        return CgroupScope.open(tree, names(spec), spec.trialId(), ledger);
    }

    public Instance launch(LaunchSpec spec, List<String> command, Map<String, String> environment, Ledger ledger)
            throws IOException {
        long begin = System.nanoTime();
        return launch(spec, command, environment, open(spec, ledger), begin, ledger);
    }

    /** In a scope that is open since {@code begin}. */
    public Instance launch(
            LaunchSpec spec,
            List<String> command,
            Map<String, String> environment,
            CgroupScope scope,
            long begin,
            Ledger ledger)
            throws IOException {
        return launch(spec, command, environment, Children.PLAIN, scope, begin, ledger);
    }

    /** By a starter. */
    public Instance launch(
            LaunchSpec spec,
            List<String> command,
            Map<String, String> environment,
            Children.Starter starter,
            CgroupScope scope,
            long begin,
            Ledger ledger)
            throws IOException {
        long created = System.nanoTime();
        Child child = Children.start(command, environment, starter, scope, names(spec), spec.trialId(), ledger);
        long started = System.nanoTime();
        return new ScopedInstance(
                child, scope, List.of(new Step("created", begin, created), new Step("started", created, started)));
    }
}
