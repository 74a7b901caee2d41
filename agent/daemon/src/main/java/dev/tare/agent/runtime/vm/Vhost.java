package dev.tare.agent.runtime.vm;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tare.common.Words;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Whether the kernel itself carries the frames of a guest of QEMU, which is another path than through QEMU.
 *
 * @param whyNot empty where it does
 */
record Vhost(String whyNot) {

    private static final Path DEVICE = Path.of("/dev/vhost-net");

    static Vhost ofHost() {
        return at(DEVICE);
    }

    /** Opens it: the file may be there where its kernel module is not, and then QEMU would carry them itself without a word. */
    static Vhost at(Path device) {
        try (FileChannel _ = FileChannel.open(device, READ, WRITE)) {
            return new Vhost("");
        } catch (IOException e) {
            return new Vhost(Words.of(e));
        }
    }

    /** Of QEMU's tap device. */
    String argument() {
        return "vhost=" + (whyNot.isEmpty() ? "on" : "off");
    }

    /** For the version of the whole. */
    String withComma() {
        return whyNot.isEmpty() ? ", vhost" : ", no vhost (" + whyNot + ")";
    }
}
