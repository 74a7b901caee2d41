package dev.tare.agent.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A running probe in its runtime. It is ended through the ledger: its entries are reaped. */
public interface Instance {

    OutputStream in();

    InputStream out();

    InputStream err();

    /**
     * Exit status of what was launched, 128 + signal where it was killed; empty when it still runs after {@code wait}. Any
     * {@link RuntimeException} where it has ended, or its runtime has, and nobody can say how.
     */
    OptionalInt await(Duration wait) throws InterruptedException;

    /** Where the CPU time of everything in the runtime can be read. */
    Accounting accounting();

    /** Start-up so far: created, started …, on the agent's monotonic clock. */
    List<Step> startup();
}
