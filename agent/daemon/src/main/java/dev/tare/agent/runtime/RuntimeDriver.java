package dev.tare.agent.runtime;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import java.io.IOException;
import java.util.Map;

/** Starts a probe inside one runtime. An implementation is bound for each runtime of the catalogue. */
public interface RuntimeDriver {

    /** Name in the catalogue. */
    String name();

    /** Tries, within the deadline, whether it works here with these options. What hangs is killed and is unusable. */
    Availability check(Map<String, String> options, Deadline deadline);

    /** Every object made is in the ledger first; on failure the caller reaps what the ledger holds. */
    Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException;
}
