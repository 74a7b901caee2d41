package dev.tare.agent.network;

import dev.tare.common.catalog.AttachmentKind;

/**
 * What a network driver needs.
 *
 * @param trialId names what is made; grammar {@code [a-z0-9][a-z0-9-]{0,62}}, and one of {@link dev.tare.agent.process.SideIds}
 *     where both sides are on this host
 * @param kind what the runtime takes
 * @param dataInterface the host's data device
 * @param address the runtime's, in CIDR form: the host's own where the network gives it none
 * @param peerAddress the other side's, without prefix length
 * @param hostAddress this host's own on the link, without prefix length
 * @param peerHostAddress the other host's own on the link, without prefix length
 * @param peerBoots whether the other side is a virtual machine, which answers only when it has booted
 */
public record AttachSpec(
        String trialId,
        AttachmentKind kind,
        String dataInterface,
        String address,
        String peerAddress,
        String hostAddress,
        String peerHostAddress,
        boolean peerBoots,
        int mtuBytes) {

    /** Whether the other side is on this host, too: then the path ends where both meet, and the data device is not on it. */
    public boolean isOneHost() {
        return hostAddress.equals(peerHostAddress);
    }
}
