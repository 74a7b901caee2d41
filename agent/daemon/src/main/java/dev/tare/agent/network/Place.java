package dev.tare.agent.network;

import dev.tare.agent.process.SideIds;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.Workplace;
import java.net.InetAddress;

/**
 * Where a trial's network is made: an {@link AttachSpec}, read.
 *
 * @param trialId whose entry in the ledger all is
 * @param common the same of what both sides use, where both are on this host; otherwise as {@code trialId}
 * @param data the host's data device
 * @param address for the runtime
 * @param peer the other side's address, as the workload uses it
 * @param host this host's own address on the link
 * @param peerHost the other host's
 * @param peerBoots whether the other side cannot answer yet
 * @param mtuBytes of the link
 */
record Place(
        String trialId,
        TrialNames names,
        Common common,
        LinkName data,
        Cidr address,
        InetAddress peer,
        InetAddress host,
        InetAddress peerHost,
        boolean peerBoots,
        int mtuBytes) {

    /** An id for the ledger, and the names that go with it. */
    record Common(String trialId, TrialNames names) {}

    static Place of(AttachSpec spec, Workplace workplace) {
        String common = spec.isOneHost() ? SideIds.trial(spec.trialId()) : spec.trialId();
        return new Place(
                spec.trialId(),
                workplace.names(spec.trialId()),
                new Common(common, workplace.names(common)),
                new LinkName(spec.dataInterface()),
                Cidr.parse(spec.address()),
                Cidr.literal(spec.peerAddress()),
                Cidr.literal(spec.hostAddress()),
                Cidr.literal(spec.peerHostAddress()),
                spec.peerBoots(),
                spec.mtuBytes());
    }

    /** Whether the other side is on this host, too. */
    boolean isOneHost() {
        return host.equals(peerHost);
    }
}
