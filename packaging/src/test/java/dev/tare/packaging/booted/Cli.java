package dev.tare.packaging.booted;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The controller's command line, on the machine whose hosts are booted, with the lab that the play has described. */
record Cli(BootedHosts hosts, Path lab) {

    static final Path TOP = Path.of(System.getProperty("tare.root", "..")).toAbsolutePath();

    Finished run(String... words) throws IOException, InterruptedException {
        return hosts.here(Command.of(words(words)));
    }

    /** Going on beside; what it says goes to a file. */
    Process start(Path output, String... words) throws IOException {
        return hosts.start(words(words), Map.of(), output);
    }

    private List<String> words(String... words) {
        List<String> all = new ArrayList<>(program());
        all.addAll(List.of(words));
        all.addAll(List.of("--lab", lab.toString()));
        return all;
    }

    /** As {@code ./tare} starts it, but for the cache. */
    static List<String> program() {
        Path dist = TOP.resolve("controller/target/dist");
        return List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "@" + dist.resolve("tare.args"),
                "-Dtare.home=" + TOP,
                "-cp",
                dist.resolve("lib") + "/*",
                "dev.tare.controller.cli.Main");
    }
}
