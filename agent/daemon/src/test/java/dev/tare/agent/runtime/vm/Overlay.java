package dev.tare.agent.runtime.vm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A first process before the guest's own that puts the kernel's loopback of vsock in the place of the hardware's driver, and a
 * {@link VsockPeer} in the place of the host: so the guest connects over vsock, and the bytes go on over virtio-serial.
 */
final class Overlay {

    static final String INIT = "/standin/init";

    private static final String SCRIPT = """
            #!/bin/busybox sh
            export PATH=/bin
            busybox mount -t proc proc /proc
            busybox mount -t sysfs sysfs /sys
            busybox mount -t devtmpfs devtmpfs /dev
            busybox rm /modules/*-vmw_vsock_virtio_transport.ko
            for module in /modules/* /standin/vsock_loopback.ko; do
                busybox insmod "$module"
            done
            /jre/bin/java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
                -cp /standin dev.tare.agent.runtime.vm.VsockPeer 5001 /run/listening &
            while [ ! -f /run/listening ]; do
                busybox usleep 20000
            done
            exec /init
            """;

    private Overlay() {}

    /** Beside the initramfs. */
    static Path over(Path initramfs, Path loopback) throws IOException {
        Path both = Files.copy(initramfs, initramfs.resolveSibling("initramfs-overlaid"));
        try (Cpio cpio = new Cpio(new BufferedOutputStream(Files.newOutputStream(both, StandardOpenOption.APPEND)))) {
            String directory = "standin";
            cpio.directory(directory, 0755);
            cpio.file("standin/init", 0755, SCRIPT.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            cpio.file("standin/vsock_loopback.ko", 0644, loopback);
            for (String name : VsockPeer.class.getPackageName().split("\\.", -1)) {
                directory += "/" + name;
                cpio.directory(directory, 0755);
            }
            String name = VsockPeer.class.getSimpleName() + ".class";
            try (InputStream in = Overlay.class.getResourceAsStream(name)) {
                cpio.file(
                        directory + "/" + name, 0644, Objects.requireNonNull(in).readAllBytes());
            }
        }
        return both;
    }
}
