package dev.tare.agent.runtime;

import dev.tare.agent.runtime.vm.FirecrackerByQemu;
import dev.tare.common.catalog.AttachmentKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/**
 * Firecracker's driver with a program in Firecracker's place that holds it to the published interface and has QEMU's emulation be the
 * machine: everything but Firecracker's own devices, vsock among them.
 */
@Timeout(180)
final class FirecrackerContractIT extends RuntimeConformance {

    @Override
    String name() {
        return "firecracker";
    }

    @Override
    RuntimeDriver driver(TestHost of) throws IOException {
        return FirecrackerByQemu.of(of, FirecrackerByQemu.Channels.SERIAL);
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
