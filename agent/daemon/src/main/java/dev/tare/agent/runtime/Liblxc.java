package dev.tare.agent.runtime;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.FirstProcess;
import java.io.IOException;
import java.util.Optional;

/** What the library of LXC, below lxc and LXD, needs of a host. */
public final class Liblxc {

    private Liblxc() {}

    /** Empty where it makes its groups below the trial's. */
    public static Optional<Availability.Unusable> objection(Usability.Candidate candidate) throws IOException {
        return FirstProcess.isAtTheRoot()
                ? Optional.empty()
                : Optional.of(candidate
                        .withRemedy("start the agent, or the lab, from the root of the cgroup2 hierarchy")
                        .because("liblxc makes containers below the cgroup2 group of process 1, which is not the root"
                                + " here: they would be outside the trial's group and not accounted"));
    }
}
