package dev.tare.agent.network;

import dev.tare.agent.process.CommandFailedException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which types of network devices this kernel has. */
final class KernelLinks {

    private final IpTool ip;

    @Inject
    KernelLinks(IpTool ip) {
        this.ip = ip;
    }

    /**
     * Why a type cannot be made. Asks for one without what it cannot be without: nothing is made, and a kernel that knows the
     * type refuses for that reason only.
     *
     * @param type {@code macvlan}, {@code ipvlan} or {@code vxlan}
     */
    Optional<String> objection(String type) throws IOException, InterruptedException {
        try {
            ip.change(null, List.of("link add type " + type));
        } catch (CommandFailedException e) {
            return String.valueOf(e.getMessage()).contains("Unknown device type")
                    ? Optional.of("this kernel has no " + type)
                    : Optional.empty();
        }
        throw new IOException("ip made a device of type " + type + " out of nothing; it is to be deleted by hand");
    }
}
