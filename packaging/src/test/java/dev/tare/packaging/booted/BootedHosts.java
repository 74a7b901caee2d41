package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.lab.exec.SystemExec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two hosts that boot systemd and are reached over SSH, on a switch, from nothing but a base system; everything is in
 * namespaces that end with {@link #close}.
 */
final class BootedHosts implements AutoCloseable {

    static final List<String> NAMES = List.of("client", "server");
    static final String CONTROLLER = "10.99.0.254";
    static final String READY = "hosts are on";
    static final String OFF = "off";
    static final String ON = "on";

    private static final Duration BOOTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;
    private final String group;
    private final Process process;
    private final BufferedReader said;
    private final long root;
    private int boots = 1;

    private BootedHosts(Path folder, String group, Process process, BufferedReader said, long root) {
        this.folder = folder;
        this.group = group;
        this.process = process;
        this.said = said;
        this.root = root;
    }

    static String management(int number) {
        return "10.99.0." + number;
    }

    static String data(int number) {
        return "10.98.0." + number;
    }

    /** Boots them; returns when both let root in. */
    static BootedHosts boot(BaseSystem base, Path folder) throws IOException, InterruptedException {
        Path key = folder.resolve("key");
        run(Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        String group = "booted-" + ProcessHandle.current().pid();
        List<String> words = new ArrayList<>(
                List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path", ""),
                HostsMain.class.getName(),
                base.root().toString(),
                Files.createDirectory(folder.resolve("hosts")).toString(),
                base.packages().toString(),
                folder.resolve("key.pub").toString(),
                group));
        Process process = new ProcessBuilder(words)
                .redirectError(folder.resolve("hosts.log").toFile())
                .start();
        // where the program is told to end in the middle of a test; after that there is nothing left to do
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, group), "end of the hosts"));
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        assertThat(line).as(Files.readString(folder.resolve("hosts.log"))).isEqualTo(READY);
        long root = process.children()
                .findFirst()
                .orElseThrow(() -> new IOException("unshare has no child"))
                .pid();
        BootedHosts hosts = new BootedHosts(folder, group, process, said, root);
        for (String name : NAMES) {
            hosts.awaitSsh(name);
        }
        return hosts;
    }

    /** In an instant, as by a pulled plug. */
    void powerOff(String name) throws IOException {
        tell(OFF, name);
    }

    /** Returns when it lets root in again. */
    void powerOn(String name) throws IOException, InterruptedException {
        boots++;
        tell(ON, name);
        awaitSsh(name);
    }

    private void tell(String what, String name) throws IOException {
        BufferedWriter orders = process.outputWriter();
        orders.write(what + " " + name + "\n");
        orders.flush();
        assertThat(said.readLine())
                .as(Files.readString(folder.resolve("hosts.log")))
                .isEqualTo(what + " " + name);
    }

    /** For SSH connections that go on between calls; another folder after a host was off, to which old ones lead nowhere. */
    Path connections() {
        return folder.resolve("ssh-" + boots);
    }

    private void awaitSsh(String name) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + BOOTED_WITHIN.toNanos();
        Finished finished = onHost(name, "true");
        while (!finished.succeeded()) {
            assertThat(System.nanoTime()).as(finished.err()).isLessThan(endNanos);
            Thread.sleep(200);
            finished = onHost(name, "true");
        }
    }

    Path key() {
        return folder.resolve("key");
    }

    /** Runs a command on a host, by SSH. */
    Finished onHost(String name, String... words) throws IOException, InterruptedException {
        List<String> all = byRoot("ssh");
        all.add(login(name));
        all.addAll(List.of(words));
        return here(Command.of(all));
    }

    /** Copies a file of this machine onto a host. */
    void copy(Path file, String name, String target) throws IOException, InterruptedException {
        List<String> all = byRoot("scp");
        all.addAll(List.of(file.toString(), login(name) + ":" + target));
        Finished finished = here(Command.of(all));
        assertThat(finished.succeeded()).as(finished.err()).isTrue();
    }

    private List<String> byRoot(String program) {
        List<String> words = new ArrayList<>(List.of(program, "-i", key().toString()));
        words.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
        words.addAll(List.of("-o", "LogLevel=ERROR", "-o", "ConnectTimeout=5"));
        return words;
    }

    private static String login(String name) {
        return "root@" + management(NAMES.indexOf(name) + 1);
    }

    /** Runs a command where the controller is: on this machine, in the hosts' network. */
    Finished here(Command command) throws IOException, InterruptedException {
        return new SystemExec().run(command.behind(prefix()).within(LIMIT));
    }

    /** The same, going on beside; its output goes to a file. */
    Process start(List<String> words, Map<String, String> environment, Path output) throws IOException {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> prefix() {
        return List.of("nsenter", "--target", Long.toString(root), "--net", "--mount", "--pid", "--");
    }

    private static void run(Command command) throws IOException, InterruptedException {
        Finished finished = new SystemExec().run(command);
        assertThat(finished.succeeded()).as("%s: %s", command, finished.err()).isTrue();
    }

    @Override
    public void close() {
        end(process, group);
    }

    private static void end(Process process, String group) {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            removeGroups(group);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The groups are empty a moment after the kill; the machine sees them where it has its own mount of version 2. */
    private static void removeGroups(String group) throws IOException, InterruptedException {
        for (String mount : List.of("/sys/fs/cgroup/unified", "/sys/fs/cgroup")) {
            Path top = Path.of(mount, group);
            for (int attempt = 0; Files.isDirectory(top) && attempt < 300; attempt++) {
                if (!removed(top)) {
                    Thread.sleep(100);
                }
            }
            assertThat(top).doesNotExist();
        }
    }

    private static boolean removed(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path directory : all.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(directory);
            }
            return true;
        } catch (FileSystemException stillUsed) {
            return false;
        }
    }
}
