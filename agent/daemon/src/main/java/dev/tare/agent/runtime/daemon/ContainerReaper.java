package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.regex.Pattern;

/** Kills and deletes a container, whatever state it is in. */
final class ContainerReaper implements Reaper {

    static final String KIND = "container";

    private static final Pattern NAME = Pattern.compile("tare-[0-9a-f]{8}");

    private final DaemonThings things;

    @Inject
    ContainerReaper(DaemonThings things) {
        this.things = things;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        if (!NAME.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not a container of ours: " + Printable.of(entry.name()));
        }
        things.remove(
                entry,
                client -> client.removeContainerCmd(entry.name())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec(),
                client -> client.inspectContainerCmd(entry.name()).exec());
    }
}
