package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.MissingToolException;
import jakarta.inject.Inject;
import java.io.IOException;

/** Whether this host has iproute2, without which no path can be made or proved. */
final class IpAvailability {

    private final IpTool ip;

    @Inject
    IpAvailability(IpTool ip) {
        this.ip = ip;
    }

    Availability check() {
        try {
            return new Availability.Usable(ip.version(), false);
        } catch (MissingToolException e) {
            return new Availability.Unusable(e.getMessage() + ": needed to make and prove a path", e.remedy());
        } catch (IOException e) {
            return new Availability.Unusable(String.valueOf(e.getMessage()), "apt-get install --reinstall iproute2");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Availability.Unusable("interrupted while asking ip for its version", "try again");
        }
    }
}
