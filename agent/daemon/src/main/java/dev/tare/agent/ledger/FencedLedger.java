package dev.tare.agent.ledger;

import java.util.List;
import java.util.Map;

/**
 * A trial's view of the ledger, closed before its teardown begins: a driver that is still at work then can make nothing
 * more, because nothing more can be written down.
 */
public final class FencedLedger implements Ledger {

    private final Ledger ledger;
    private boolean closed;

    public FencedLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Entry record(String trialId, String kind, String name, Map<String, String> details) {
        if (closed) {
            throw new IllegalStateException("the trial " + trialId + " is being torn down; no " + kind + " is made");
        }
        return ledger.record(trialId, kind, name, details);
    }

    @Override
    public Entry amend(Entry entry, Map<String, String> moreDetails) {
        return ledger.amend(entry, moreDetails);
    }

    @Override
    public List<Entry> open() {
        return ledger.open();
    }

    @Override
    public void strike(Entry entry) {
        ledger.strike(entry);
    }
}
