package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.MissingToolException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;

/** Whether this host has iproute2, without which no path can be made or proved. */
final class IpAvailability {

    private final IpTool ip;

    @Inject
    IpAvailability(IpTool ip) {
        this.ip = ip;
    }

    /** What a network needs of the kernel; empty when it is there. */
    @FunctionalInterface
    interface Objection {
        Optional<String> find() throws IOException, InterruptedException;
    }

    Availability check(Objection kernel) {
        try {
            String version = ip.version();
            Optional<String> objection = kernel.find();
            if (objection.isPresent()) {
                return new Availability.Unusable(
                        objection.get(), "use a kernel that has it as a module or built in; or leave the network out");
            }
            return new Availability.Usable(version, false);
        } catch (MissingToolException e) {
            return new Availability.Unusable(e.getMessage() + ": needed to make and prove the path", e.remedy());
        } catch (IOException e) {
            return new Availability.Unusable(String.valueOf(e.getMessage()), "apt-get install --reinstall iproute2");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Availability.Unusable("interrupted while asking ip", "try again");
        }
    }
}
