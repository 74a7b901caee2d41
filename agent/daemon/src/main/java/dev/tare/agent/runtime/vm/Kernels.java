package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a kernel with its modules: in the workplace's tool directories first, then the host's own. */
final class Kernels {

    private static final String PREFIX = "vmlinuz-";

    private final List<Path> roots;

    @Inject
    Kernels(Workplace workplace) {
        this(Stream.concat(workplace.tools().stream(), Stream.of(Path.of("/"))).toList());
    }

    Kernels(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    Kernel find() throws IOException {
        for (Path root : roots) {
            Optional<Kernel> kernel = below(root);
            if (kernel.isPresent()) {
                return kernel.get();
            }
        }
        throw new UnavailableException(
                "no kernel for a guest: no boot/vmlinuz-* with its lib/modules in the tool directories or on this host",
                "`tare install` fetches Debian's linux-image-cloud-amd64 and installs nothing; or install it yourself");
    }

    /** The newest by the numbers in its name: 6.1.0-50 after 6.1.0-9. */
    private static Optional<Kernel> below(Path root) throws IOException {
        Path boot = root.resolve("boot");
        if (!Files.isDirectory(boot)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(boot)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isReadable)
                    .map(image -> kernel(root, image))
                    .filter(kernel -> Files.isDirectory(kernel.modules()))
                    .max(Comparator.comparing(kernel -> ModuleDescriptor.Version.parse(kernel.release())));
        }
    }

    private static Kernel kernel(Path root, Path image) {
        String release = image.getFileName().toString().substring(PREFIX.length());
        return new Kernel(release, image, root.resolve("lib/modules").resolve(release));
    }
}
