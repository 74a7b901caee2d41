package dev.tare.agent.runtime;

import dev.tare.agent.runtime.vm.FirecrackerByQemu;
import java.io.IOException;

/**
 * Firecracker's driver with a program in Firecracker's place that holds it to the published interface and has QEMU's emulation be the
 * machine: everything but Firecracker's own devices, vsock among them.
 */
final class FirecrackerContractIT extends GuestConformance {

    @Override
    String name() {
        return "firecracker";
    }

    @Override
    RuntimeDriver driver(TestHost of) throws IOException {
        return FirecrackerByQemu.of(of, FirecrackerByQemu.Channels.SERIAL);
    }
}
