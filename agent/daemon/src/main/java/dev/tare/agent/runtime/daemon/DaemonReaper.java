package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Deletes a container, whatever state it is in, a network, or the bundle's image from a daemon that speaks Docker's language. */
final class DaemonReaper implements Reaper {

    static final String CONTAINER = "container";
    static final String IMAGE = "image";
    static final String NETWORK = "daemon-network";

    /** Of the plugin host-local, wherever its configuration is. */
    private static final Path ADDRESSES = Path.of("/var/lib/cni/networks");

    private static final Map<String, Pattern> NAMES = Map.of(
            CONTAINER, Pattern.compile("tare-[0-9a-f]{8}(" + NetnsHolder.SUFFIX + ")?"),
            NETWORK, Pattern.compile("tare[0-9a-f]{8}b"),
            IMAGE, Pattern.compile(BundleImages.REPOSITORY + ":[0-9a-f-]{1,40}"));

    private final DaemonThings things;

    @Inject
    DaemonReaper(DaemonThings things) {
        this.things = things;
    }

    /** Podman's plugins keep a directory of a network's addresses when the network has gone. */
    private static void forgetAddresses(String network) throws IOException {
        Path directory = ADDRESSES.resolve(network);
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(directory);
        }
    }

    @Override
    public boolean owns(Entry entry) {
        return NAMES.containsKey(entry.kind());
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        String name = entry.name();
        Pattern ours = NAMES.get(entry.kind());
        if (ours == null || !ours.matcher(name).matches()) {
            throw new IllegalArgumentException("not a thing of ours: " + Printable.of(name));
        }
        boolean removed = remove(entry, name);
        if (entry.kind().equals(NETWORK)) {
            forgetAddresses(name);
        }
        // with a daemon of ours that has ended, all that it was asked for has
        if (!removed && DaemonSocket.of(entry).isPresent()) {
            Making.requireSettled(entry);
        }
    }

    /** Whether it was there. */
    private boolean remove(Entry entry, String name) throws IOException, InterruptedException {
        Duration doubt = Making.doubt(entry);
        return switch (entry.kind()) {
            case CONTAINER ->
                things.remove(
                        entry,
                        client -> client.removeContainerCmd(name)
                                .withForce(true)
                                .withRemoveVolumes(true)
                                .exec(),
                        client -> client.inspectContainerCmd(name).exec(),
                        doubt);
            case NETWORK ->
                things.remove(
                        entry,
                        client -> client.removeNetworkCmd(name).exec(),
                        client -> client.inspectNetworkCmd().withNetworkId(name).exec(),
                        doubt);
            default ->
                things.remove(
                        entry,
                        client -> client.removeImageCmd(name).withForce(true).exec(),
                        client -> client.inspectImageCmd(name).exec(),
                        doubt);
        };
    }
}
