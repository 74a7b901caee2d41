package dev.tare.agent.runtime.vm;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Usability;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A virtual machine by QEMU: on the hardware's support where that works, else under emulation, which is told. */
final class VmRuntime implements RuntimeDriver {

    /** For the trial of an agent that was never asked what it can do. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Guests guests;
    private final Accelerators accelerators;
    private final Usability usability;

    @Inject
    VmRuntime(Guests guests, Accelerators accelerators, Usability usability) {
        this.guests = guests;
        this.accelerators = accelerators;
        this.usability = usability;
    }

    @Override
    public String name() {
        return "kvm";
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return usability.unless(() -> accelerators.check(Machine.of(options), deadline));
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        if (!(spec.attachment() instanceof Attachment.Tap tap)) {
            throw Refused.attachment(name(), spec);
        }
        Machine machine = Machine.of(spec.options());
        return guests.launch(
                spec, machine, accelerators.chosen(machine, Deadline.after(PATIENCE)), Optional.of(tap), ledger);
    }
}
