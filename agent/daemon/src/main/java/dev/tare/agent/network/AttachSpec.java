package dev.tare.agent.network;

import dev.tare.common.catalog.AttachmentKind;
import java.util.Map;

/**
 * What a network driver needs.
 *
 * @param trialId names what is made; grammar {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param kind what the runtime takes
 * @param dataInterface the host's data device
 * @param address the runtime's, in CIDR form: the host's own for network host
 * @param peerAddress the other side's, without prefix length
 */
public record AttachSpec(
        String trialId,
        AttachmentKind kind,
        String dataInterface,
        String address,
        String peerAddress,
        int mtuBytes,
        Map<String, String> options) {

    public AttachSpec {
        options = Map.copyOf(options);
    }
}
