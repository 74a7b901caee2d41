package dev.tare.agent.runtime.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The modules a guest needs for its network device and its streams. What a kernel has built in is no file and not missed. */
final class GuestModules {

    /** In this order each finds what it depends on. */
    private static final List<String> ORDER = List.of(
            "virtio_ring",
            "virtio",
            "virtio_pci_modern_dev",
            "virtio_pci_legacy_dev",
            "virtio_pci",
            "virtio_mmio",
            "failover",
            "net_failover",
            "virtio_net",
            "virtio_console",
            "vsock",
            "vmw_vsock_virtio_transport_common",
            "vmw_vsock_virtio_transport");

    private GuestModules() {}

    static List<Path> of(Kernel kernel) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(kernel.modules())) {
            all = files.filter(file -> file.getFileName().toString().contains(".ko"))
                    .toList();
        }
        List<Path> ordered = new ArrayList<>();
        for (String name : ORDER) {
            all.stream()
                    .filter(file -> file.getFileName()
                            .toString()
                            .replaceAll("\\.ko.*", "")
                            .equals(name))
                    .findFirst()
                    .ifPresent(ordered::add);
        }
        return ordered;
    }
}
