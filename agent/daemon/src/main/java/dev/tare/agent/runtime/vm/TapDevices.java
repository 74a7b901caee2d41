package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every machine's network card needs on the host; the first guest, which is tried without one, would not tell. */
final class TapDevices {

    private static final Path DEVICE = Path.of("/dev/net/tun");

    private TapDevices() {}

    static void require() throws UnavailableException {
        require(DEVICE);
    }

    static void require(Path device) throws UnavailableException {
        if (!Files.exists(device)) {
            throw new UnavailableException(
                    "this host has no " + device + ", through which a virtual machine is on the network",
                    "load the module tun: modprobe tun");
        }
    }
}
