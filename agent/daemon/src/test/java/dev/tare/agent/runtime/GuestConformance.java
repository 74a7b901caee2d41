package dev.tare.agent.runtime;

import dev.tare.common.catalog.AttachmentKind;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/** What holds for every runtime that boots a kernel of its own, here under emulation. */
@Timeout(180)
abstract class GuestConformance extends RuntimeConformance {

    @Override
    final String network() {
        return "bridge";
    }

    @Override
    final AttachmentKind attachment() {
        return AttachmentKind.TAP;
    }

    @Override
    final Duration patience() {
        return Duration.ofSeconds(90);
    }

    /** To try an accelerator and to write the image that guests have in common takes as long as a test. */
    @Override
    final boolean keepsItsHost() {
        return true;
    }

    /** Through virtio-serial, and emulated. */
    @Override
    final int muchBytes() {
        return 8 << 20;
    }

    /** Through virtio-serial, and emulated. */
    @Override
    final int greatDeal() {
        return 64;
    }

    @Override
    final boolean hasItsOwnClock() {
        return true;
    }
}
