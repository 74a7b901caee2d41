package dev.tare.controller.lab.local;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabJson;
import dev.tare.controller.lab.state.LabReady;
import dev.tare.controller.lab.state.LabStore;
import dev.tare.controller.lab.state.ProcessStamp;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes labs on this machine, finds them and takes them down. Every method waits for others that make or unmake one. */
public final class LocalLabs {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLabs.class);

    private final LabStore store;
    private final LabRaising raising;

    public LocalLabs(LabStore store, Installation installation) {
        this.store = store;
        this.raising = new LabRaising(installation);
    }

    /** Of this process's user, with this process's files. */
    public static LocalLabs ofMachine() {
        return new LocalLabs(LabStore.ofMachine(), Installation.ofProcess());
    }

    public LabStore store() {
        return store;
    }

    /** The lab of that name if it is up. */
    public Optional<Raised> find(String name) throws IOException {
        LabFolder folder = store.folder(name);
        Optional<ProcessStamp> root = folder.livingRoot();
        Optional<LabReady> ready = folder.readReady();
        return root.isPresent() && ready.isPresent()
                ? Optional.of(new Raised(folder, root.get(), ready.get(), true))
                : Optional.empty();
    }

    /**
     * Makes a lab, unless one of that name is up: then that one is returned as it is, whatever was asked for.
     *
     * @param progress lines for a person
     */
    public Raised up(LabSpec spec, Consumer<String> progress) throws InterruptedException {
        try (FileChannel _ = store.lock()) {
            Optional<Raised> existing = find(spec.name());
            if (existing.isPresent()) {
                return existing.get();
            }
            clear(store.folder(spec.name()));
            sweep();
            return raising.raise(store.folder(spec.name()), spec, progress);
        } catch (IOException failure) {
            throw TareException.preflight("the lab " + spec.name() + " cannot be made: " + failure.getMessage(), "");
        }
    }

    /** Takes a lab down, and whatever is left of one that died. Returns false when there was nothing. */
    public boolean down(String name) throws InterruptedException {
        try (FileChannel _ = store.lock()) {
            LabFolder folder = store.folder(name);
            boolean existed = folder.exists();
            clear(folder);
            sweep();
            return existed;
        } catch (IOException failure) {
            throw TareException.preflight("the lab " + name + " cannot be taken down: " + failure.getMessage(), "");
        }
    }

    /** Labs that were to end with their maker, and whose maker and keeper were both killed. */
    private void sweep() throws IOException, InterruptedException {
        for (LabFolder folder : store.list()) {
            try {
                boolean dead = folder.livingRoot().isEmpty();
                if (dead && Files.exists(folder.spec()) && folder.readSpec().attached()) {
                    clear(folder);
                }
            } catch (IOException unreadable) {
                // of another version, or cut short: it is in nobody's way, and `lab down` of its name says the same
                LOG.warn("what is left of the lab {} stays: {}", folder.path(), unreadable.getMessage());
            }
        }
    }

    private static void clear(LabFolder folder) throws IOException, InterruptedException {
        if (!folder.exists()) {
            return;
        }
        Optional<ProcessStamp> root = folder.livingRoot();
        if (root.isPresent()) {
            RootEnding.end(root.get());
        }
        CgroupLeftovers.ofMachine().remove(folder.path());
        folder.delete();
    }

    static void recordRoot(LabFolder folder, ProcessStamp root) throws IOException {
        LabJson.write(folder.root(), root);
    }
}
