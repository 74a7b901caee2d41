package dev.tare.agent.runtime.vm;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the kernel itself carries the frames of a guest of QEMU, which is another path than through QEMU. */
record Vhost(boolean isThere) {

    private static final Path DEVICE = Path.of("/dev/vhost-net");

    static Vhost ofHost() {
        return at(DEVICE);
    }

    static Vhost at(Path device) {
        return new Vhost(Files.exists(device));
    }

    /** Of QEMU's tap device. */
    String argument() {
        return "vhost=" + (isThere ? "on" : "off");
    }

    /** For the version of the whole. */
    String withComma() {
        return isThere ? ", vhost" : "";
    }
}
