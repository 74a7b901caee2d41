package dev.tare.agent.runtime.containerd;

import dev.tare.agent.process.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan says of Kata, and the configuration that follows: the one that Kata ships for the hypervisor, with few keys of its
 * own. It is kept in the agent's state, one file for each combination.
 */
record KataOptions(Hypervisor hypervisor, SharedFileSystem files) {

    /** By which a machine is made. */
    enum Hypervisor {
        QEMU("qemu", "qemu"),
        CLOUD_HYPERVISOR("cloud-hypervisor", "clh"),
        FIRECRACKER("firecracker", "fc");

        private final String word;
        private final String fileWord;

        Hypervisor(String word, String fileWord) {
            this.word = word;
            this.fileWord = fileWord;
        }
    }

    /** By which the machine sees the host's directories. */
    enum SharedFileSystem {
        VIRTIOFS("virtiofs", "virtio-fs"),
        NINE_P("9p", "virtio-9p");

        private final String word;
        private final String value;

        SharedFileSystem(String word, String value) {
            this.word = word;
            this.value = value;
        }
    }

    static KataOptions of(Map<String, String> options) {
        String hypervisor = options.getOrDefault("hypervisor", Hypervisor.QEMU.word);
        String files = options.getOrDefault("shared-fs", SharedFileSystem.VIRTIOFS.word);
        for (Hypervisor each : Hypervisor.values()) {
            for (SharedFileSystem shared : SharedFileSystem.values()) {
                if (each.word.equals(hypervisor) && shared.word.equals(files)) {
                    return new KataOptions(each, shared);
                }
            }
        }
        throw new IllegalArgumentException("not a hypervisor or a shared file system of Kata");
    }

    /** E.g. {@code qemu-virtiofs}. */
    String word() {
        return hypervisor.word + "-" + files.word;
    }

    String fileName() {
        return "configuration-" + hypervisor.fileWord + ".toml";
    }

    /** Some combinations work on no host. */
    void requirePossible() throws UnavailableException {
        if (hypervisor == Hypervisor.CLOUD_HYPERVISOR && files == SharedFileSystem.NINE_P) {
            throw new UnavailableException(
                    "Cloud Hypervisor has no 9p", "use shared-fs: virtiofs, or hypervisor: qemu");
        }
        if (hypervisor == Hypervisor.FIRECRACKER) {
            throw new UnavailableException(
                    "Firecracker shares no directory with its machine: Kata gives it a root file system as a block"
                            + " device only, from containerd's devmapper, and the bundle is a directory",
                    "use another hypervisor of Kata, or the runtime firecracker, which needs no Kata");
        }
    }

    /** Of Kata's own configurations the one for this hypervisor. */
    Optional<Path> shipped(List<Path> places) {
        return places.stream()
                .map(place -> place.resolve(fileName()))
                .filter(Files::isReadable)
                .findFirst();
    }

    /** Writes the configuration for a machine with so many processors, where it is not there already. */
    Path write(Path directory, List<Path> places, int cpus) throws IOException {
        Path shipped = shipped(places).orElseThrow(() -> new IOException("Kata's " + fileName() + " is missing"));
        String text = KataConfiguration.derived(Files.readAllLines(shipped), files.value, cpus);
        Path file = Files.createDirectories(directory).resolve(word() + "-" + cpus + ".toml");
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Path fresh = Files.createTempFile(directory, "new", "");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }
}
