package dev.tare.common.catalog;

import java.util.List;
import java.util.Set;

/**
 * A runtime: what the workload runs in.
 *
 * @param accepts the attachments its driver can take; any of them will do
 * @param ownStack true when its TCP is its own and not the host kernel's
 * @param notMeasuringMillis how long a trial with it may take besides warm-up and measuring (prepare, tear down, audit):
 *     the goal, which docs/benchmarks.md compares with what was seen; for the estimate of a plan's time only
 * @param programs what a host of a lab needs for it, beside what is fetched from elsewhere
 */
public record RuntimeKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        Set<AttachmentKind> accepts,
        boolean ownStack,
        int notMeasuringMillis,
        List<Program> programs,
        String summary)
        implements Kind {

    /** Of those that take a device of the host's: it stays outside, and the machine has a card of its own. */
    private static final Set<String> MACHINES_BEHIND_A_DEVICE = Set.of("kata");

    /** Whether it is a virtual machine, whose network card is out of the host's reach. */
    public boolean ownMachine() {
        return accepts.contains(AttachmentKind.TAP) || MACHINES_BEHIND_A_DEVICE.contains(name);
    }
}
