package dev.tare.packaging.booted;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.lab.exec.SystemExec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The first process of a lab of booted hosts: in fresh network, mount and process namespaces it makes a switch for the
 * management network and one for the data, and boots a Debian per host. Then it does what its stdin says, a line for each
 * host that loses its power ({@code off client}) or gets it again ({@code on client}), and says the line when that is done.
 *
 * <p>Arguments: the base system, a folder for what the hosts change, the folder of Debian packages that they may install, a
 * public key for root, and the name of the control group.
 */
final class HostsMain {

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final List<String> NETWORKS = List.of("mgmt", "data");
    private static final Duration PLUGGED_WITHIN = Duration.ofSeconds(20);
    private static final long OFF_WITHIN_SECONDS = 20;

    private final Path base;
    private final Path folder;
    private final Path packages;
    private final Path publicKey;
    private final Path group;
    private final Map<String, Process> running = new HashMap<>();
    private int boots;

    private HostsMain(String[] arguments) {
        this.base = Path.of(arguments[0]);
        this.folder = Path.of(arguments[1]);
        this.packages = Path.of(arguments[2]);
        this.publicKey = Path.of(arguments[3]);
        this.group = CGROUPS.resolve(arguments[4]);
    }

    public static void main(String[] arguments) throws Exception {
        HostsMain hosts = new HostsMain(arguments);
        hosts.isolate();
        for (String name : BootedHosts.NAMES) {
            hosts.furnish(hosts.mount(name), name);
            hosts.powerOn(name);
        }
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        answers.println(BootedHosts.READY);
        hosts.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
    }

    private void obey(BufferedReader lines, PrintStream answers) throws IOException, InterruptedException {
        String line = lines.readLine();
        while (line != null) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(BootedHosts.OFF)) {
                powerOff(words[1]);
            } else {
                powerOn(words[1]);
            }
            answers.println(line);
            line = lines.readLine();
        }
    }

    private void isolate() throws IOException, InterruptedException {
        run("mount", "--make-rprivate", "/");
        run("mount", "-t", "tmpfs", "-o", "size=3g", "tmpfs", folder.toString());
        // a fresh hierarchy: nspawn wants version 2 alone, whatever the machine has
        run("umount", "--recursive", "--lazy", CGROUPS.toString());
        run("mount", "-t", "cgroup2", "cgroup2", CGROUPS.toString());
        Files.createDirectories(group);
        run("ip", "link", "set", "lo", "up");
        for (String network : NETWORKS) {
            run("ip", "link", "add", network, "type", "bridge");
            run("ip", "link", "set", network, "up");
        }
        run("ip", "address", "add", BootedHosts.CONTROLLER + "/24", "dev", "mgmt");
    }

    private void powerOn(String name) throws IOException, InterruptedException {
        boots++;
        // this process enters the host's group for the moment in which the host is started: children inherit it. It is
        // another one each time: what an earlier boot has left in a group forbids to enter it
        enter(group.resolve(name + "-" + boots));
        Process host = new ProcessBuilder(List.of(
                        "systemd-nspawn",
                        "--quiet",
                        "--boot",
                        "--register=no",
                        "--keep-unit",
                        "--machine=tare-" + name,
                        "--directory=" + root(name),
                        "--network-veth-extra=" + name + "-mgmt:eth0",
                        "--network-veth-extra=" + name + "-data:eth1",
                        "--capability=all",
                        // runc makes a session keyring, and a device filter of version 2
                        "--system-call-filter=@keyring bpf",
                        "--resolv-conf=off",
                        "--link-journal=no",
                        "--console=pipe"))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
        enter(group.resolve("keeper"));
        running.put(name, host);
        for (String network : NETWORKS) {
            plug(name, network);
        }
    }

    /** As when somebody pulls the plug: the host writes nothing and tells nobody, and no connection is closed. */
    private void powerOff(String name) throws IOException, InterruptedException {
        for (String network : NETWORKS) {
            run("ip", "link", "set", name + "-" + network, "down");
        }
        Process host = Objects.requireNonNull(running.remove(name), name);
        // its first process, which takes all others with it
        host.children().forEach(ProcessHandle::destroyForcibly);
        if (!host.waitFor(OFF_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(name + " does not go off");
        }
    }

    private Path root(String name) {
        return folder.resolve(name).resolve("root");
    }

    private Path mount(String name) throws IOException, InterruptedException {
        Path changes = Files.createDirectories(folder.resolve(name).resolve("changes"));
        Path work = Files.createDirectories(folder.resolve(name).resolve("work"));
        Path root = Files.createDirectories(root(name));
        run(
                "mount",
                "-t",
                "overlay",
                "overlay",
                "-o",
                "lowerdir=" + base + ",upperdir=" + changes + ",workdir=" + work,
                root.toString());
        return root;
    }

    /** A bare host as somebody gets it: a name, addresses, sshd, a package source. */
    private void furnish(Path root, String name) throws IOException, InterruptedException {
        int number = BootedHosts.NAMES.indexOf(name) + 1;
        Files.writeString(root.resolve("etc/hostname"), name + "\n");
        Files.copy(publicKey, Files.createDirectories(root.resolve("root/.ssh")).resolve("authorized_keys"));
        Path networks = root.resolve("etc/systemd/network");
        Files.writeString(networks.resolve("eth0.network"), network("eth0", BootedHosts.management(number)));
        Files.writeString(networks.resolve("eth1.network"), network("eth1", BootedHosts.data(number)));
        Path wanted = Files.createDirectories(root.resolve("etc/systemd/system/multi-user.target.wants"));
        Files.createSymbolicLink(
                wanted.resolve("systemd-networkd.service"), Path.of("/lib/systemd/system/systemd-networkd.service"));
        run("cp", "-r", packages.toString(), root.resolve("srv/packages").toString());
        Files.writeString(root.resolve("etc/apt/sources.list"), "deb [trusted=yes] file:/srv/packages ./\n");
    }

    private static String network(String device, String address) {
        return "[Match]\nName=" + device + "\n[Network]\nAddress=" + address + "/24\n";
    }

    private static void enter(Path group) throws IOException {
        Files.createDirectories(group);
        Files.writeString(group.resolve("cgroup.procs"), "0\n");
    }

    /** The host's end exists a moment after its start. */
    private static void plug(String name, String network) throws IOException, InterruptedException {
        String link = name + "-" + network;
        long endNanos = System.nanoTime() + PLUGGED_WITHIN.toNanos();
        Command command = Command.of("ip", "link", "set", link, "master", network, "up");
        Finished finished = new SystemExec().run(command);
        while (!finished.succeeded()) {
            if (System.nanoTime() > endNanos) {
                throw new IOException(command + ": " + finished.lastWords());
            }
            Thread.sleep(50);
            finished = new SystemExec().run(command);
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Finished finished = new SystemExec().run(Command.of(words));
        if (!finished.succeeded()) {
            throw new IOException(String.join(" ", words) + ": " + finished.lastWords());
        }
    }
}
