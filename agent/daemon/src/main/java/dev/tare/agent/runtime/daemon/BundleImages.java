package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The bundle as an image of a daemon: imported when it is first needed, and again when somebody has removed it. Kept for as long as the
 * agent uses the daemon, or until its files are others; after a restart of the agent the first import takes those away that nobody has
 * asked for since, which are imported again when somebody does.
 */
final class BundleImages {

    static final String REPOSITORY = "tare-bundle";

    private final ContainerApis apis;
    private final Workplace workplace;
    private final Ledger ledger;
    private final Map<Source, String> current = new HashMap<>();

    @Inject
    BundleImages(ContainerApis apis, Workplace workplace, Ledger ledger) {
        this.apis = apis;
        this.workplace = workplace;
        this.ledger = ledger;
    }

    /** What an image is of: the bundle, or the bundle with engines. */
    private record Source(String owner, Path rootfs) {}

    /** Name of the image; when this returns the daemon has it. */
    synchronized String ensure(DaemonKind daemon, Path socket, DockerClient client, Path rootfs)
            throws IOException, InterruptedException {
        String owner = HostDaemons.owner(daemon);
        String ours = REPOSITORY + ":" + workplace.names(owner).tag() + "-";
        String image = ours + RootfsTar.digest(rootfs);
        current.put(new Source(owner, rootfs), image);
        if (!isThere(client, image)) {
            Entry entry = ledger.record(owner, DaemonReaper.IMAGE, image, Making.details(socket));
            importOrRemove(socket, client, rootfs, image);
            Entry _ = Making.answered(entry, ledger);
            current.keySet().removeIf(source -> !Files.isDirectory(source.rootfs()));
            OlderImages.remove(socket, client, ours, Set.copyOf(current.values()), ledger);
        }
        return image;
    }

    private static boolean isThere(DockerClient client, String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** An archive that ends early may be taken for a whole one: then the image is there, and its name would vouch for it. */
    private void importOrRemove(Path socket, DockerClient client, Path rootfs, String image)
            throws IOException, InterruptedException {
        try {
            importImage(socket, rootfs, image);
        } catch (IOException | InterruptedException e) {
            try {
                client.removeImageCmd(image).withForce(true).exec();
            } catch (RuntimeException notThere) {
                e.addSuppressed(notThere);
            }
            throw e;
        }
    }

    private void importImage(Path socket, Path rootfs, String image) throws IOException, InterruptedException {
        Pipe pipe = Pipe.open();
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            RootfsTar.write(rootfs, Channels.newOutputStream(pipe.sink()));
            return true;
        });
        Thread.ofVirtual().name("bundle image").start(writing);
        try (InputStream tar = Channels.newInputStream(pipe.source())) {
            apis.importImage(socket, image, tar);
            writing.get();
        } catch (ExecutionException e) {
            throw new IOException("the bundle cannot be read: " + e.getCause(), e);
        }
    }
}
