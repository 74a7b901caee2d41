package dev.tare.probe.exec;

import dev.tare.common.linux.ElfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the engines are: programs in {@code bin}, all libraries that they need in {@code lib}, and beside them the loader that
 * these libraries are of. Nothing of the runtime's own file system is used.
 */
record EngineLayer(Path folder) {

    /** As the bundle's command line says it; a runtime without a root of its own has it elsewhere. */
    private static final String PROPERTY = "tare.engines";

    private static final String INSIDE = "/engines";

    static EngineLayer ofBundle() {
        return new EngineLayer(Path.of(System.getProperty(PROPERTY, INSIDE)));
    }

    /** The words with which a program of the layer is started: one that brings all it needs takes no loader. */
    List<String> command(List<String> arguments) throws IOException {
        Path program = folder.resolve("bin").resolve(arguments.getFirst());
        List<String> command = new ArrayList<>();
        if (ElfFile.linkage(program) == ElfFile.Linkage.DYNAMIC) {
            command.addAll(List.of(
                    folder.resolve("loader").toString(),
                    "--library-path",
                    folder.resolve("lib").toString()));
        }
        command.add(program.toString());
        command.addAll(arguments.subList(1, arguments.size()));
        return command;
    }
}
