package dev.tare.agent.network;

import dev.tare.agent.process.TrialNames;
import java.net.InetAddress;

/**
 * Where a trial's network is made: an {@link AttachSpec}, read.
 *
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
        LinkName data,
        Cidr address,
        InetAddress peer,
        InetAddress host,
        InetAddress peerHost,
        boolean peerBoots,
        int mtuBytes) {

    static Place of(AttachSpec spec, TrialNames names) {
        return new Place(
                spec.trialId(),
                names,
                new LinkName(spec.dataInterface()),
                Cidr.parse(spec.address()),
                Cidr.literal(spec.peerAddress()),
                Cidr.literal(spec.hostAddress()),
                Cidr.literal(spec.peerHostAddress()),
                spec.peerBoots(),
                spec.mtuBytes());
    }
}
