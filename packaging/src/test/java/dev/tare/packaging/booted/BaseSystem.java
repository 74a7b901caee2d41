package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.lab.exec.SystemExec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small Debian that boots, and a package source for it; both are made once and kept in the cache of {@code ./tare}. */
record BaseSystem(Path root, Path packages) {

    private static final String SUITE = "bookworm";

    /** What a server has that somebody installed for SSH: no Java, no runtimes. */
    private static final String INCLUDED =
            "systemd,systemd-sysv,dbus,openssh-server,python3-minimal,python3-apt,iproute2,sudo";

    /** Of what the play installs, and firewalls; what they need besides comes with them. */
    private static final List<String> OFFERED = List.of("runc", "ethtool", "nftables", "ufw", "firewalld");

    private static final Duration LIMIT = Duration.ofMinutes(8);

    static BaseSystem get() throws IOException, InterruptedException, GeneralSecurityException {
        Path cache = cache().resolve("hosts");
        Files.createDirectories(cache);
        BaseSystem system = new BaseSystem(cache.resolve(SUITE), cache.resolve(SUITE + "-packages"));
        system.bootstrap();
        system.offer();
        return system;
    }

    /** gVisor, in no package source of Debian's that is offered: one program, which needs no library. */
    static Path runsc() {
        Path program = cache().resolve("tools/runsc/usr/bin/runsc");
        assertThat(program).as("./tare install fetches it").isExecutable();
        return program;
    }

    private static Path cache() {
        return Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"))
                .resolve("tare");
    }

    private void bootstrap() throws IOException, InterruptedException {
        if (Files.isDirectory(root)) {
            return;
        }
        Path fresh = Files.createTempDirectory(root.getParent(), "making-");
        run(Command.of("debootstrap", "--variant=minbase", "--include=" + INCLUDED, SUITE, fresh.toString()));
        run(Command.of("chmod", "0755", fresh.toString()));
        Files.move(fresh, root, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A flat source: packages, and a list of them. */
    private void offer() throws IOException, InterruptedException, GeneralSecurityException {
        Path list = packages.resolve("Packages");
        if (Files.exists(list) && offersAll(Files.readString(list))) {
            return;
        }
        Files.createDirectories(packages);
        download();
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(packages)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".deb")).toList()) {
                text.append(run(Command.of("dpkg-deb", "--field", file.toString())))
                        .append("Filename: ./%s\n".formatted(file.getFileName()))
                        .append("Size: %d\n".formatted(Files.size(file)))
                        .append("SHA256: %s\n\n".formatted(sha256(file)));
            }
        }
        Files.writeString(list, text);
    }

    /** From this machine's sources, as they would be installed into the base. */
    private void download() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("apt-get", "install", "--download-only", "-y", "-q", "--no-install-recommends"));
        for (String option : List.of(
                "Dir::State::status=" + root.resolve("var/lib/dpkg/status"),
                "Dir::Cache::archives=" + packages,
                // files that this machine has of its own packages
                "Dir::Cache::pkgcache=",
                "Dir::Cache::srcpkgcache=",
                "Debug::NoLocking=1")) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(OFFERED);
        run(Command.of(words));
    }

    private static boolean offersAll(String list) {
        return OFFERED.stream().allMatch(offered -> list.contains("Package: " + offered + "\n"));
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String run(Command command) throws IOException, InterruptedException {
        Finished finished = new SystemExec()
                .run(command.within(LIMIT).with(Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C")));
        assertThat(finished.succeeded())
                .as("%s: %s", command, finished.err() + finished.out())
                .isTrue();
        return finished.out();
    }
}
