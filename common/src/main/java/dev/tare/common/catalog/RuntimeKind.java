package dev.tare.common.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A runtime: what the workload runs in.
 *
 * @param accepts the attachments its driver can take; any of them will do
 * @param stack whose TCP its workload speaks through
 * @param notMeasuringMillis how long a trial with it may take besides warm-up and measuring (prepare, tear down, audit):
 *     the goal, which docs/benchmarks.md compares with what was seen; for the estimate of a plan's time only
 * @param programs what a host of a lab needs for it, beside what is fetched from elsewhere
 */
public record RuntimeKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        Set<AttachmentKind> accepts,
        NetworkStack stack,
        int notMeasuringMillis,
        List<Program> programs,
        String summary)
        implements Kind {

    /** Whether its TCP is its own and not the host kernel's. */
    public boolean ownStack() {
        return stack == NetworkStack.SANDBOX || ownMachine();
    }

    /** Whether its system calls are answered by a kernel of its own, of a sandbox or a virtual machine. */
    public boolean ownKernel() {
        return stack != NetworkStack.HOST;
    }

    /** Whether it is a virtual machine, whose network card is out of the host's reach. */
    public boolean ownMachine() {
        return stack == NetworkStack.MACHINE;
    }

    /** Its name, options and daemon, with the network of another and the slower start of the two. */
    RuntimeKind like(RuntimeKind inside) {
        EnumSet<AttachmentKind> both = EnumSet.copyOf(accepts);
        both.retainAll(Set.of(AttachmentKind.DAEMON_NETWORK));
        both.addAll(inside.accepts);
        return new RuntimeKind(
                name,
                aliases,
                options,
                both,
                inside.stack,
                Math.max(notMeasuringMillis, inside.notMeasuringMillis),
                programs,
                summary);
    }
}
