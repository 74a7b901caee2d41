package dev.tare.agent.runtime.containerd;

import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Kata's driver, whose containers runc starts. */
public final class KataByRunc {

    /** A configuration as Kata ships them, in short. */
    static final String SHIPPED = """
            [hypervisor.qemu]
            path = "/opt/kata/bin/qemu-system-x86_64"
            # Shared file system type:
            shared_fs = "virtio-fs"
            default_vcpus = 4

            [agent.kata]
            debug_console_enabled = false

            [runtime]
            internetworking_model="tcfilter"
            sandbox_cgroup_only=false
            """;

    private KataByRunc() {}

    /** {@code directory} is where Kata would be unpacked. */
    public static RuntimeDriver of(TestHost host, Path directory) throws IOException {
        Path configurations = Files.createDirectories(directory.resolve("kata-shipped"));
        Files.writeString(configurations.resolve("configuration-qemu.toml"), SHIPPED);
        return new KataRuntime(
                host.part(Containers.class),
                host.part(Workplace.class),
                Handler.RUNC,
                List.of(configurations),
                Path.of("/dev/null"));
    }
}
