package dev.tare.agent.runtime.nspawn;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A root directory of the trial's own, over which the bundle's is bound piece by piece: systemd-nspawn refuses a root without
 * /usr, which a bundle need not have, and makes directories in it that a bundle must not get.
 */
final class NspawnRoot {

    /** It mounts these itself, and some of them only where they are. */
    private static final Set<String> MOUNTED = Set.of("proc", "sys", "dev", "run", "tmp");

    private NspawnRoot() {}

    /** Makes what is bound over; the answer is the arguments that bind it. */
    static List<String> make(Path root, Path rootfs) throws IOException {
        Files.createDirectories(root.resolve("usr"));
        for (String name : MOUNTED) {
            Files.createDirectories(root.resolve(name));
        }
        List<String> arguments = new ArrayList<>(List.of("--directory=" + root));
        try (DirectoryStream<Path> pieces = Files.newDirectoryStream(rootfs)) {
            for (Path piece : pieces) {
                String name = String.valueOf(piece.getFileName());
                Path place = root.resolve(name);
                if (Files.isSymbolicLink(piece)) {
                    Files.createSymbolicLink(place, Files.readSymbolicLink(piece));
                } else if (Files.isDirectory(piece)) {
                    Files.createDirectories(place);
                } else {
                    Files.createFile(place);
                }
                if (!Files.isSymbolicLink(piece) && !MOUNTED.contains(name)) {
                    arguments.add("--bind-ro=" + escaped(piece.toString()) + ":/" + escaped(name));
                }
            }
        }
        return arguments;
    }

    /** A colon ends a path. */
    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace(":", "\\:");
    }
}
