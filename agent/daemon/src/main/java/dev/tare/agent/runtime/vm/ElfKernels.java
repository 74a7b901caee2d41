package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Kernels as Firecracker takes them on x86: an ELF file that is not packed. A distribution's is packed and has a loader of its own in
 * front; it is unpacked once and kept in the agent's state.
 */
final class ElfKernels {

    private final Workplace workplace;

    @Inject
    ElfKernels(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Throws {@link UnavailableException} where it is packed in a way that is not known here. */
    synchronized Path of(Kernel kernel) throws IOException {
        Path image = kernel.image();
        String name = "%s-%d-%d.elf"
                .formatted(
                        kernel.release(),
                        Files.size(image),
                        Files.getLastModifiedTime(image).toMillis());
        Path directory = Files.createDirectories(workplace.state().resolve("kernels"));
        Path elf = directory.resolve(name);
        if (!Files.exists(elf)) {
            Path fresh = directory.resolve("new");
            unpack(image, fresh);
            removeOthers(directory, fresh);
            Files.move(fresh, elf, StandardCopyOption.ATOMIC_MOVE);
        }
        return elf;
    }

    private static void unpack(Path image, Path fresh) throws IOException {
        try (FileChannel packed = FileChannel.open(image);
                OutputStream out = Files.newOutputStream(fresh)) {
            PackedKernel.unpack(packed.map(FileChannel.MapMode.READ_ONLY, 0, packed.size()), image, out);
        }
    }

    /** Of an earlier kernel, or of an earlier attempt. */
    private static void removeOthers(Path directory, Path kept) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.filter(each -> !each.equals(kept)).toList()) {
                Files.delete(file);
            }
        }
    }
}
