package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.common.catalog.Catalog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What whoever keeps this host lets controllers do on it. What it does not allow is unavailable here, as if it were not
 * installed: it is neither tried nor described as usable, and no daemon is started for it.
 *
 * @param runtimes by the catalogue's names; empty for all
 * @param networks by the catalogue's names; empty for all
 * @param tuning whether a trial's plan may change settings of the host and of its devices (they are put back); what a network
 *     cannot do without it sets in any case
 * @param shaping whether a trial may give the data device a rate, which stays: the host is part of a lab that Tare made
 * @param longest that a trial may send, warm-up included; zero for any time
 */
public record Policy(Set<String> runtimes, Set<String> networks, boolean tuning, boolean shaping, Duration longest) {

    private static final String REMEDY =
            "leave it out of the plan, or ask whoever keeps the host to allow it (options of tare-agent)";

    public Policy {
        runtimes = Set.copyOf(runtimes);
        networks = Set.copyOf(networks);
    }

    /** Why that runtime is not used here with these options; empty where it may be. */
    Optional<Availability.Unusable> toRuntime(String name, Map<String, String> options) {
        Optional<String> inside = Catalog.inside(name, options);
        return unless(
                allows(runtimes, name) && (inside.isEmpty() || allows(runtimes, inside.get())),
                "allows the runtimes " + new TreeSet<>(runtimes) + " only"
                        + inside.map(it -> ", and this container is one of " + it)
                                .orElse(""));
    }

    /** Why that network is not made here; empty where it may be. */
    Optional<Availability.Unusable> toNetwork(String name) {
        return unless(allows(networks, name), "allows the networks " + new TreeSet<>(networks) + " only");
    }

    /** Why that trial is not run here; empty where it may be. */
    Optional<Availability.Unusable> toTrial(TrialSpec spec) {
        Duration asked = Duration.ofNanos(spec.setup().getProbe().getWarmupNanos())
                .plusNanos(spec.setup().getProbe().getDurationNanos());
        return toRuntime(spec.setup().getRuntime(), spec.setup().getRuntimeOptionsMap())
                .or(() -> toNetwork(spec.setup().getNetwork()))
                .or(() -> unless(
                        tuning || spec.setup().getTuningMap().isEmpty(), "allows no changes of its settings (tuning)"))
                .or(() -> unless(shaping || spec.shaping().isEmpty(), "gives its devices no other rate (shaping)"))
                .or(() -> unless(
                        longest.isZero() || asked.compareTo(longest) <= 0,
                        "allows trials of at most " + seconds(longest) + " s, and this one would send for "
                                + seconds(asked) + " s with its warm-up"));
    }

    private static boolean allows(Set<String> named, String name) {
        return named.isEmpty() || named.contains(name);
    }

    private static Optional<Availability.Unusable> unless(boolean allowed, String rule) {
        return allowed
                ? Optional.empty()
                : Optional.of(new Availability.Unusable("the policy of this host " + rule, REMEDY));
    }

    private static String seconds(Duration time) {
        long tenths = Math.ceilDiv(time.toMillis(), 100);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
