package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.CpuUse;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Pace;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.Span;
import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who had CPU left. Busy with the trial is a result; busy with anything else is a disturbance.
 *
 * <p>On an unlimited link somebody's CPU always sets the number, and between two plain processes it is often the
 * receiver's. So a peer that is saturated by the connection itself is a label there (the ratio understates the cost), and
 * a fault only where the link was to be the limit: then the lab, not the runtime, kept the link from being filled. Requests
 * small datagrams and streams at a rate do not try to fill it, so that there it is a label, too. Where both
 * sides may use a CPU that is saturated, it is both that set the number. Where both sides are in the runtime under test there is
 * no peer, and either one's saturation is the runtime's. A side that spins before each request is busy with waiting, which says
 * nothing.
 */
final class CpuRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        Optional<Roles> roles = evidence.roles();
        if (roles.isEmpty()) {
            return;
        }
        for (Side side : Side.values()) {
            sampled(evidence, side, findings);
        }
        // one host's CPUs and its agent are looked at once
        for (Side side : evidence.surroundings().oneHost() ? List.of(roles.get().tested()) : List.of(Side.values())) {
            evidence.cpu(side).ifPresent(use -> undisturbed(evidence, side, use, findings));
        }
        if (evidence.waitsAwake() && evidence.surroundings().sharedCpus()) {
            findings.degraded(
                    "both sides spin and may use the same CPU: each may have waited for the other's time slice");
        }
        if (evidence.isRealTime() && evidence.surroundings().sharedCpus()) {
            findings.degraded(
                    "both sides have a real-time priority and may use the same CPU: each may have waited until the"
                            + " other slept");
        }
        if (!roles.get().isCounted() || !evidence.isInWindow()) {
            return; // a search's CPUs were busy with rates of which most are not the result; a late engine's paused
        }
        Predicate<Side> spins = side -> Pace.spins(evidence.cell(), side);
        if (evidence.surroundings().sharedCpus() && Stream.of(Side.values()).anyMatch(spins)) {
            return;
        }
        boolean saturated = roles.get().underTest().stream()
                .filter(spins.negate())
                .flatMap(side -> evidence.cpu(side).stream())
                .anyMatch(use -> use.busiestCore() >= Limits.SATURATED);
        Optional<CpuUse> tested = evidence.cpu(roles.get().tested());
        Optional<CpuUse> peer = roles.get().peer().filter(spins.negate()).flatMap(evidence::cpu);
        if (saturated) {
            findings.label(evidence.surroundings().sharedCpus() ? Labels.SHARED_CPU_LIMITED : Labels.CPU_LIMITED);
        } else if (tested.isPresent() && peer.isPresent()) {
            peer(evidence, roles.get(), tested.get(), peer.get(), findings);
        }
    }

    private static void peer(Evidence evidence, Roles roles, CpuUse tested, CpuUse peer, Findings findings) {
        boolean headroom = Pace.spins(evidence.cell(), roles.tested()) || tested.busiestCore() < 1 - Limits.HEADROOM;
        if (peer.busiestCore() < Limits.SATURATED || !headroom) {
            return;
        }
        boolean fills = roles.isStream()
                && Pace.of(evidence.cell()).isEmpty()
                && evidence.ceilingBytesPerSecond().isPresent();
        if (!fills) {
            findings.label(Labels.PEER_LIMITED);
        } else if (!new WireLimited(evidence).holds()) {
            findings.degraded(
                    "the peer's CPU was %.0f%% busy while the side under test had %.0f%% left: the peer kept the link"
                            + " from being filled",
                    100 * peer.busiestCore(), 100 * (1 - tested.busiestCore()));
        }
    }

    private static void sampled(Evidence evidence, Side side, Findings findings) {
        Optional<CpuUse> cpu = evidence.cpu(side);
        Optional<Span> measured = evidence.measured(side);
        if (cpu.isEmpty() || measured.isEmpty()) {
            findings.degraded("no host samples of the %s in the window: what its CPUs did is not known", side.word());
            return;
        }
        double length = measured.get().lengthNanos();
        double covered = cpu.get().coveredNanos();
        if (covered < length * Limits.SAMPLES_COVER) {
            findings.degraded("host samples of the %s cover %.0f%% of the window", side.word(), 100 * covered / length);
        }
    }

    private static void undisturbed(Evidence evidence, Side side, CpuUse use, Findings findings) {
        if (use.steal() > Limits.STEAL) {
            findings.degraded(
                    "%.1f%% of the %s's CPU time was stolen by the hypervisor", 100 * use.steal(), side.word());
        }
        double agent = use.agentNanos() / use.coveredNanos();
        if (agent > Limits.AGENT) {
            findings.degraded("the %s's agent took %.1f%% of a CPU", side.word(), 100 * agent);
        }
        double foreign = use.foreign(others(evidence, side));
        if (foreign > Limits.FOREIGN) {
            findings.degraded("something else took %.1f%% of the %s's CPU time", 100 * foreign, side.word());
        }
    }

    /** What the other side did on CPUs that are this side's, too; all that there was where it does not tell. */
    private static double others(Evidence evidence, Side side) {
        if (!evidence.surroundings().sharedCpus()) {
            return 0;
        }
        Optional<CpuUse> other = evidence.cpu(side.other());
        Double runtime = other.map(CpuUse::runtimeNanos).orElse(null);
        if (other.isEmpty() || runtime == null) {
            return Double.POSITIVE_INFINITY;
        }
        return runtime + (evidence.surroundings().oneHost() ? 0 : other.get().agentNanos());
    }
}
