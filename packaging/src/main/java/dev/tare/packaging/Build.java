package dev.tare.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Maven has built, and where.
 *
 * @param root of the repository
 * @param jre the Java that goes with it
 * @param time that all files of a package have
 */
record Build(Path root, Path jre, String version, Instant time) {

    /** As the agent is installed on a host: Java, jars, the bundle, and what starts it. */
    FileTree agent() throws IOException {
        return new FileTree()
                .copy("agent/lib", root.resolve("agent/daemon/target/dist/lib"))
                .file("agent/agent.args", root.resolve("agent/daemon/target/dist/agent.args"))
                .copy("bundle", root.resolve("agent/probe/target/bundle"))
                .copy("jre", jre)
                .script("bin/tare-agent", own("tare-agent"));
    }

    /** What the controller's machine has besides, wherever that is unpacked. */
    FileTree controller() throws IOException {
        return new FileTree()
                .copy("controller/lib", jars())
                .file("controller/tare.args", flags())
                .script("bin/tare", own("tare.unpacked"));
    }

    /** The same for one place, which has start-up caches: one for commands that talk to agents, one for all others. */
    FileTree controllerIn(String home) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(jars())) {
            names = files.map(jar -> jar.getFileName().toString()).toList();
        }
        FileTree tree = new FileTree().copy("controller/lib", jars()).script("bin/tare", own("tare"));
        for (ArgumentFile file : List.of(new ArgumentFile(home, "tare"), new ArgumentFile(home, "agents"))) {
            tree.text(file.path(), file.text(Files.readString(flags()), names));
        }
        return tree;
    }

    private Path jars() {
        return root.resolve("controller/target/dist/lib");
    }

    private Path flags() {
        return root.resolve("controller/target/dist/tare.args");
    }

    /** The C library and its loader, those of the bundle: all that this Java needs of a system. */
    FileTree cLibrary() throws IOException {
        Path rootfs = root.resolve("agent/probe/target/bundle/rootfs");
        FileTree files = new FileTree();
        for (String folder : List.of("lib", "lib64")) {
            if (Files.exists(rootfs.resolve(folder))) {
                files.copy(folder, rootfs.resolve(folder));
            }
        }
        return files;
    }

    /** The terms, and what is in it all, where a package of Debian has them. */
    FileTree legal(String packageName) throws IOException {
        String folder = "usr/share/doc/" + packageName + "/";
        return legal(folder + "copyright", folder + "bom.json");
    }

    /** The same at the top of an archive. */
    FileTree legal() throws IOException {
        return legal("LICENSE", "bom.json");
    }

    private FileTree legal(String license, String materials) throws IOException {
        Path bom = root.resolve("packaging/target/bom.json");
        if (!Files.exists(bom)) {
            throw new IOException("there is no bill of materials, " + bom
                    + ": Maven makes none when it runs offline; call it without --offline");
        }
        return new FileTree()
                .text(license, Files.readString(root.resolve("LICENSE")))
                .file(materials, bom);
    }

    /** The agent's unit, which the collection puts on hosts as well. */
    String unit() throws IOException {
        return Files.readString(root.resolve("ansible/roles/agent/files/tare-agent.service"));
    }

    /** A text of this module, with the version filled in. */
    String own(String name) throws IOException {
        return Files.readString(root.resolve("packaging/src/main/files").resolve(name))
                .replace("@VERSION@", version);
    }
}
