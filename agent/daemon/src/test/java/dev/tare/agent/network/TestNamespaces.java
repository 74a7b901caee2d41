package dev.tare.agent.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A client and a server namespace with a veth pair as the cable. */
public final class TestNamespaces {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String client;
    private final String server;

    private TestNamespaces(String suffix) {
        this.client = "test-client-" + suffix;
        this.server = "test-server-" + suffix;
    }

    public static TestNamespaces up(String device) throws IOException, InterruptedException {
        TestNamespaces lab = new TestNamespaces(ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet());
        ip(List.of("-batch", "-"), """
                netns add %1$s
                netns add %2$s
                """.formatted(lab.client, lab.server));
        ip(List.of("-n", lab.client, "-batch", "-"), """
                link add %2$s type veth peer name %2$s netns %1$s
                link set lo up
                address add 10.99.0.1/24 dev %2$s
                address add fd00:99::1/64 dev %2$s nodad
                link set %2$s up
                """.formatted(lab.server, device));
        ip(List.of("-n", lab.server, "-batch", "-"), """
                link set lo up
                address add 10.99.0.2/24 dev %1$s
                address add fd00:99::2/64 dev %1$s nodad
                link set %1$s up
                """.formatted(device));
        return lab;
    }

    public void down() throws IOException, InterruptedException {
        ip(List.of("-batch", "-"), "netns delete " + client + "\nnetns delete " + server + "\n");
    }

    public Path client() {
        return Path.of("/run/netns", client);
    }

    public Path server() {
        return Path.of("/run/netns", server);
    }

    public <T> T visit(Path netns, Callable<T> work) throws IOException, InterruptedException {
        return NetnsVisit.call(netns, work);
    }

    /** What {@code ip} says in the namespace. */
    static String say(Path netns, String words) throws IOException, InterruptedException {
        return ip(List.of("-n", netns.getFileName().toString(), "-batch", "-"), words + "\n");
    }

    private static String ip(List<String> arguments, String input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(input + said);
        }
        return said;
    }
}
