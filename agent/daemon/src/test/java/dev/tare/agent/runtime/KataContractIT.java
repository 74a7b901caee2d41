package dev.tare.agent.runtime;

import dev.tare.agent.runtime.containerd.KataByRunc;
import java.io.IOException;
import java.util.Map;

/**
 * Kata's driver with runc in the place of Kata's shim: everything but the virtual machine. What Kata's shim is told is in
 * KataRuntimeTest.
 */
final class KataContractIT extends DaemonConformance {

    @Override
    String name() {
        return "kata";
    }

    @Override
    Map<String, String> options() {
        return Map.of("hypervisor", "qemu", "shared-fs", "virtiofs");
    }

    @Override
    String network() {
        return "bridge";
    }

    @Override
    RuntimeDriver driver(TestHost of) throws IOException {
        return KataByRunc.of(of, shared);
    }
}
