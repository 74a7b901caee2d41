package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.regex.Pattern;

/** Deletes the bundle's image from a daemon. */
final class ImageReaper implements Reaper {

    static final String KIND = "image";

    private static final Pattern NAME = Pattern.compile(BundleImages.REPOSITORY + ":[0-9a-f-]{1,40}");

    private final DaemonThings things;

    @Inject
    ImageReaper(DaemonThings things) {
        this.things = things;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        if (!NAME.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not an image of ours: " + Printable.of(entry.name()));
        }
        things.remove(
                entry,
                client -> client.removeImageCmd(entry.name()).withForce(true).exec(),
                client -> client.inspectImageCmd(entry.name()).exec());
    }
}
