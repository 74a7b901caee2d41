package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.AttachSpec;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.Disciplines;
import dev.tare.agent.network.NetworkDriver;
import dev.tare.agent.network.PathProof;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.UnavailableException;
import java.util.List;
import java.util.Optional;

/** The host's own namespace, with nothing on the path. */
final class FakeNetwork implements NetworkDriver {

    /** Whether somebody else has what it needs. */
    volatile boolean taken;

    /** Whether settings of the host were made for a trial. */
    volatile boolean freshened;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Availability check(Deadline deadline) {
        return new Availability.Usable("fake", false);
    }

    @Override
    public void freshen(AttachSpec spec, Ledger ledger) {
        freshened = true;
    }

    @Override
    public Optional<String> suspicion(AttachSpec spec) {
        return Optional.of("is there something in between?");
    }

    @Override
    public Attachment attach(AttachSpec spec, Ledger ledger) throws UnavailableException {
        if (taken) {
            throw new UnavailableException("somebody has the device", "take another device");
        }
        return new Attachment.HostNetns(spec.address(), List.of());
    }

    @Override
    public PathProof prove(Attachment attachment, AttachSpec spec, Disciplines disciplines) {
        return new PathProof(List.of(), "[]", "");
    }
}
