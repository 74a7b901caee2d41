package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.daemon.DaemonSocket;
import dev.tare.agent.runtime.daemon.HostDaemons;
import dev.tare.agent.runtime.daemon.Making;
import dev.tare.agent.runtime.daemon.RootfsTar;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What containers are made of: a storage pool of ours, so that no pool of the host's is asked for and none is changed, and the bundle as
 * an image. Made when they are first needed, and kept for as long as the agent uses the daemon.
 */
final class LxdStore {

    /** Property of an image: its name. LXD names images by digest, which is not known before they are there. */
    static final String PROPERTY = "tare";

    static final String IMAGES = "/1.0/images";
    static final String POOLS = "/1.0/storage-pools";

    private final LxdApi api;
    private final LxdDaemon daemon;
    private final Tools tools;
    private final Workplace workplace;
    private final Ledger ledger;

    @Inject
    LxdStore(LxdApi api, LxdDaemon daemon, Tools tools, Workplace workplace, Ledger ledger) {
        this.api = api;
        this.daemon = daemon;
        this.tools = tools;
        this.workplace = workplace;
        this.ledger = ledger;
    }

    /** Name of the pool; when this returns the daemon has it. */
    synchronized String pool(Path socket) throws IOException {
        String owner = HostDaemons.owner(daemon);
        String pool = workplace.names(owner).container();
        try {
            JsonNode _ = api.get(socket, POOLS + "/" + pool);
        } catch (LxdRefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            ledger.record(owner, LxdReaper.POOL, pool, DaemonSocket.details(socket));
            api.carryOut(
                    socket,
                    Method.POST,
                    POOLS,
                    Map.of("name", pool, "driver", "dir", "config", LxdDaemon.poolSource(socket)));
        }
        return pool;
    }

    /** Fingerprint of the image; when this returns the daemon has it. */
    synchronized String image(Path socket, Path rootfs) throws IOException, InterruptedException {
        String owner = HostDaemons.owner(daemon);
        String name = workplace.names(owner).container() + "-" + RootfsTar.digest(rootfs);
        Optional<String> known = find(api, socket, name);
        if (known.isPresent()) {
            return known.get();
        }
        Entry entry = ledger.record(owner, LxdReaper.IMAGE, name, Making.details(socket));
        uploadOrRemove(socket, rootfs, name);
        Entry _ = Making.answered(entry, ledger);
        return find(api, socket, name)
                .orElseThrow(() -> new IOException("LXD took the bundle as an image and does not have it"));
    }

    /** Fingerprint of the image of this name. */
    static Optional<String> find(LxdApi api, Path socket, String name) throws IOException {
        for (JsonNode image : api.get(socket, IMAGES + "?recursion=1")) {
            if (image.path("properties").path(PROPERTY).asText().equals(name)) {
                return Optional.of(image.path("fingerprint").asText());
            }
        }
        return Optional.empty();
    }

    /** An archive that ends early may be taken for a whole one: then the image is there, and its name would vouch for it. */
    private void uploadOrRemove(Path socket, Path rootfs, String name) throws IOException, InterruptedException {
        try {
            upload(socket, rootfs, name);
        } catch (IOException | InterruptedException e) {
            Optional<String> half = find(api, socket, name);
            if (half.isPresent()) {
                api.delete(socket, IMAGES + "/" + half.get());
            }
            throw e;
        }
    }

    private void upload(Path socket, Path rootfs, String name) throws IOException, InterruptedException {
        Path init = Path.of(tools.require(LxdImage.INIT, LxdImage.INIT));
        Pipe pipe = Pipe.open();
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            LxdImage.write(rootfs, init, name, Channels.newOutputStream(pipe.sink()));
            return true;
        });
        Thread.ofVirtual().name("bundle image").start(writing);
        try (InputStream tar = Channels.newInputStream(pipe.source())) {
            api.upload(socket, IMAGES, tar);
            writing.get();
        } catch (ExecutionException e) {
            throw new IOException("the bundle cannot be read: " + e.getCause(), e);
        }
    }
}
