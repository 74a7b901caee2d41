package dev.tare.agent.runtime.vm;

import dev.tare.agent.network.Attachment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A guest in the words of Firecracker's interface (its OpenAPI document, of 1.8 and later).
 *
 * @param kernel an ELF file
 * @param channels the path before the ports of {@link GuestChannels}: Firecracker takes a guest's connection to port N to the
 *     Unix socket {@code channels_N}
 * @param tap empty for a guest without a network
 */
record FirecrackerGuest(GuestSize size, Path kernel, Path initramfs, Path channels, Optional<Attachment.Tap> tap) {

    /**
     * Nothing is on PCI, and a reset by the keyboard's controller is how the guest ends Firecracker (k). A kernel that panics
     * resets at once, and has said why on the serial line, which is Firecracker's stdout.
     */
    static final String BOOT = "console=ttyS0 quiet panic=-1 reboot=k pci=off cryptomgr.notests tare.channels=vsock";

    /** Context ids up to 2 are reserved; a guest's is its machine's own affair, for the host's end is a file. */
    private static final int CONTEXT = 3;

    private static final String DEVICE = "eth0";

    /** What is asked, by path, in order. */
    Map<String, Map<String, Object>> requests() {
        Map<String, Map<String, Object>> requests = new LinkedHashMap<>();
        requests.put(
                "/machine-config",
                Map.of("vcpu_count", size.cpus(), "mem_size_mib", size.memoryMebibytes(), "smt", false));
        requests.put(
                "/boot-source",
                Map.of("kernel_image_path", kernel.toString(), "initrd_path", initramfs.toString(), "boot_args", BOOT));
        tap.ifPresent(device -> requests.put(
                "/network-interfaces/" + DEVICE,
                Map.of("iface_id", DEVICE, "host_dev_name", device.device(), "guest_mac", device.linkAddress())));
        requests.put("/vsock", Map.of("guest_cid", CONTEXT, "uds_path", channels.toString()));
        requests.put("/actions", Map.of("action_type", "InstanceStart"));
        return requests;
    }
}
