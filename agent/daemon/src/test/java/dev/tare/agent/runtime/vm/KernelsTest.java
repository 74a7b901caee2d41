package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.process.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelsTest {

    @TempDir
    private Path root;

    private Path first;
    private Path second;

    @BeforeEach
    void makeRoots() throws IOException {
        first = Files.createDirectory(root.resolve("first"));
        second = Files.createDirectory(root.resolve("second"));
    }

    private static void install(Path root, String release, boolean withModules) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("boot")).resolve("vmlinuz-" + release), "");
        if (withModules) {
            Files.createDirectories(root.resolve("lib/modules").resolve(release));
        }
    }

    @Test
    void theFirstRootThatHasOneGives() throws IOException {
        install(first, "6.1.0-9-cloud-amd64", true);
        install(second, "6.12.0-1-cloud-amd64", true);
        Kernel kernel = new Kernels(List.of(first, second)).find();
        assertThat(kernel.release()).isEqualTo("6.1.0-9-cloud-amd64");
        assertThat(kernel.image()).isEqualTo(first.resolve("boot/vmlinuz-6.1.0-9-cloud-amd64"));
        assertThat(kernel.modules()).isEqualTo(first.resolve("lib/modules/6.1.0-9-cloud-amd64"));
    }

    @Test
    void theNewestOfOneRootIsTaken() throws IOException {
        install(first, "6.1.0-9-cloud-amd64", true);
        install(first, "6.1.0-50-cloud-amd64", true);
        assertThat(new Kernels(List.of(first)).find().release()).isEqualTo("6.1.0-50-cloud-amd64");
    }

    @Test
    void oneWithoutModulesIsNone() throws IOException {
        install(first, "6.1.0-9-cloud-amd64", false);
        assertThatThrownBy(() -> new Kernels(List.of(first, second)).find())
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason()).startsWith("no kernel for a guest");
                    assertThat(why.remedy()).contains("`tare install`", "linux-image-cloud-amd64");
                });
    }
}
