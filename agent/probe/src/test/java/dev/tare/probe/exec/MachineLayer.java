package dev.tare.probe.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A layer as an agent makes it, of programs that every machine has. */
final class MachineLayer {

    private MachineLayer() {}

    static EngineLayer in(Path folder) throws IOException {
        Files.createSymbolicLink(
                folder.resolve("loader"), first("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"));
        Files.createSymbolicLink(folder.resolve("lib"), first("/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu"));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of("yes", "sleep", "echo", "ls", "true")) {
            Files.createSymbolicLink(
                    bin.resolve(program), Path.of("/usr/bin", program).toRealPath());
        }
        return new EngineLayer(folder);
    }

    private static Path first(String... candidates) {
        return Stream.of(candidates)
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
