package dev.tare.packaging;

import dev.tare.agent.Main;
import dev.tare.controller.cli.CommandLines;
import dev.tare.controller.cli.terminal.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** All packages of a build. */
record Packages(Build build, String architecture) {

    private static final String HOME = "usr/lib/tare";
    private static final String INSTALLED = "/" + HOME;
    private static final int USER_COMMANDS = 1;
    private static final int ADMINISTRATION = 8;

    /** Where an image's user puts what he mounts. */
    private static final String WORK = "data";

    private static final String NOBODY = "65534:65534";
    private static final int EVERYBODY_WRITES = 01777;

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        agent().write(folder.resolve(debName("tare-agent")), build.time());
        controller().write(folder.resolve(debName("tare")), build.time());
        image().write(folder.resolve("tare-" + build.version() + "-image-" + architecture + ".tar"), build.time());
        String archive = "tare-" + build.version();
        try (OutputStream out = Files.newOutputStream(folder.resolve(archive + "-linux-" + architecture + ".tar.gz"))) {
            new Tar(build.time(), "").writeGzip(archive().below(archive), out);
        }
    }

    /** Agent and controller, to be unpacked anywhere. */
    FileTree archive() throws IOException {
        return build.agent().add(build.controller()).add(build.legal());
    }

    /** For a lab's host: the service does not start before it has a configuration and a certificate. */
    private Deb agent() throws IOException {
        FileTree files = build.agent()
                .below(HOME)
                .link("usr/bin/tare-agent", "../lib/tare/bin/tare-agent")
                .text("lib/systemd/system/tare-agent.service", build.unit())
                .text("etc/tare/agent.conf", build.own("agent.conf"))
                .add(build.legal("tare-agent"));
        Reference reference = new Reference(Main.agentLine(), ADMINISTRATION, build.version());
        files.add(reference.manuals()).add(reference.completions());
        files.add(new Reference(Main.requestLine(), ADMINISTRATION, build.version()).manuals());
        return new Deb(
                control(
                        "tare-agent",
                        "iproute2, libc6 (>= 2.36), zlib1g",
                        "ethtool, runc",
                        "agent of Tare, which measures what container runtimes cost on the wire",
                        """
                        Runs trials on a lab's host for a controller. Brings its own Java and the bundle that every
                         runtime runs. The service starts when /etc/tare/agent.conf names the host and its
                         certificate is there; see tare-agent(8).\
                        """),
                List.of("/etc/tare/agent.conf"),
                Map.of(
                        "postinst", build.own("tare-agent.postinst"),
                        "prerm", build.own("tare-agent.prerm"),
                        "postrm", build.own("tare-agent.postrm")),
                files);
    }

    /** For the machine from which a lab is driven; a lab on that machine itself needs the agent's files. */
    private Deb controller() throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Reference reference =
                new Reference(CommandLines.create(Streams.plain(nowhere, nowhere)), USER_COMMANDS, build.version());
        FileTree files = build.controllerIn(INSTALLED)
                .below(HOME)
                .link("usr/bin/tare", "../lib/tare/bin/tare")
                .add(build.legal("tare"))
                .add(reference.manuals())
                .add(reference.completions());
        return new Deb(
                control(
                        "tare",
                        "tare-agent (= " + build.version() + ")",
                        "ansible-core",
                        "measures what a container runtime costs on the wire, between two hosts",
                        """
                        Drives campaigns between the hosts of a lab, or in a lab that it makes out of namespaces on
                         one machine, and writes reports.\
                        """),
                List.of(),
                Map.of("postinst", build.own("tare.postinst"), "prerm", build.own("tare.prerm")),
                files);
    }

    /**
     * The controller alone, for labs whose agents run elsewhere: nothing in it can make a lab. It has no shell and no start-up
     * cache, and runs as nobody unless somebody says who.
     */
    private Image image() throws IOException {
        FileTree system = build.cLibrary()
                .add(new FileTree().copy("jre", build.jre()).below(HOME))
                .folder("tmp", EVERYBODY_WRITES)
                .folder(WORK, EVERYBODY_WRITES)
                .text("etc/passwd", "root:x:0:0:root:/:\nnobody:x:65534:65534:nobody:/:\n");
        FileTree program = build.controllerIn(INSTALLED).below(HOME).add(build.legal("tare"));
        return new Image(
                "tare:" + build.version(),
                architecture,
                NOBODY,
                "/" + WORK,
                List.of(
                        INSTALLED + "/jre/bin/java",
                        "@" + INSTALLED + "/controller/tare.args",
                        "dev.tare.controller.cli.Main"),
                List.of("--help"),
                Map.of(
                        "org.opencontainers.image.title", "tare",
                        "org.opencontainers.image.version", build.version(),
                        "org.opencontainers.image.licenses", "Apache-2.0"),
                List.of(system, program));
    }

    private SequencedMap<String, String> control(
            String name, String depends, String recommends, String title, String description) {
        SequencedMap<String, String> control = new LinkedHashMap<>();
        control.put("Package", name);
        control.put("Version", build.version());
        control.put("Architecture", architecture);
        control.put("Maintainer", "The authors of Tare <tare@localhost>");
        control.put("Section", "net");
        control.put("Priority", "optional");
        control.put("Depends", depends);
        control.put("Recommends", recommends);
        control.put("Description", title + "\n " + description);
        return control;
    }

    private String debName(String name) {
        return name + "_" + build.version() + "_" + architecture + ".deb";
    }
}
