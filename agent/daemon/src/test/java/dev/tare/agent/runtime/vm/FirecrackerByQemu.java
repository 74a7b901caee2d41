package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Firecracker's driver, whose machines QEMU's emulation plays. */
public final class FirecrackerByQemu {

    /** How a guest's channels reach the sockets. */
    public enum Channels {
        /** Virtio-serial all the way. */
        SERIAL,
        /** The guest's end by vsock. */
        VSOCK
    }

    private FirecrackerByQemu() {}

    public static RuntimeDriver of(TestHost host, Channels channels) throws IOException {
        List<String> program = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FirecrackerStandIn.class.getName(),
                "--qemu",
                host.part(Tools.class).require(Guests.PROGRAM, Guests.PACKAGE)));
        if (channels == Channels.VSOCK) {
            program.addAll(List.of("--overlay", loopback(host).toString()));
        }
        return new FirecrackerRuntime(
                host.part(FirecrackerRuntime.Parts.class), program, Path.of("/dev/null"), Duration.ofSeconds(60));
    }

    private static Path loopback(TestHost host) throws IOException {
        try (Stream<Path> modules = Files.walk(host.part(Kernels.class).find().modules())) {
            return modules.filter(file -> file.endsWith("vsock_loopback.ko"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the guests' kernel has no vsock_loopback.ko"));
        }
    }
}
