package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.SystemExec;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The agent of this checkout once more, which says that it is of another commit, and is the same otherwise.
 *
 * @param checkout a folder in which it has the paths of a checkout
 * @param version as agents tell it
 */
record NextBuild(Path checkout, String version) {

    private static final String COMMIT = "0123456789ab";
    private static final List<String> PIECES =
            List.of("agent/daemon/target/dist", "agent/daemon/target/jre", "agent/probe/target/bundle");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    static NextBuild make(Path checkout) throws IOException, InterruptedException {
        for (String piece : PIECES) {
            Path copy = checkout.resolve(piece);
            Files.createDirectories(copy.getParent());
            Command copying = Command.of("cp", "-a", Cli.TOP.resolve(piece).toString(), copy.toString());
            BareHosts.done(new SystemExec().run(copying.within(LIMIT)));
        }
        String version = System.getProperty("tare.version", "");
        Path jar = checkout.resolve(PIECES.getFirst()).resolve("lib/tare-daemon-" + version + ".jar");
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Path properties = files.getPath("dev/tare/common/version.properties");
            String said = Files.readString(properties);
            String next = said.replaceFirst("(?m)^commit=.*$", "commit=" + COMMIT);
            assertThat(next).isNotEqualTo(said);
            Files.writeString(properties, next);
        }
        return new NextBuild(checkout, version + "+" + COMMIT);
    }
}
