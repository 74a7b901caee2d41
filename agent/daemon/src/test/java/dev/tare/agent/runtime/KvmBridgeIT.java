package dev.tare.agent.runtime;

import dev.tare.common.catalog.AttachmentKind;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/** Under emulation where the hardware's support is not there or hangs. */
@Timeout(180)
final class KvmBridgeIT extends RuntimeConformance {

    @Override
    String name() {
        return "kvm";
    }

    @Override
    String network() {
        return "bridge";
    }

    @Override
    AttachmentKind attachment() {
        return AttachmentKind.TAP;
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(90);
    }

    /** Through virtio-serial, and emulated. */
    @Override
    int greatDeal() {
        return 64;
    }
}
