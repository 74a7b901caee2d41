package dev.tare.agent.ledger;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;

/** The sweeper. The ledger itself is opened by the main, because it may refuse; reapers come from the drivers. */
public final class LedgerModule extends AbstractModule {

    private final FileLedger ledger;

    public LedgerModule(FileLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    protected void configure() {
        bind(Ledger.class).toInstance(ledger);
        bind(FileLedger.class).toInstance(ledger);
        bind(Sweeper.class).in(Scopes.SINGLETON);
    }
}
