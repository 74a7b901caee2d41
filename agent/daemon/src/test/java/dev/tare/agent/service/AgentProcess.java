package dev.tare.agent.service;

import dev.tare.agent.network.TestNamespaces;
import dev.tare.agent.runtime.Leftovers;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The agent as it is installed, a process of its own in a network namespace, reached on that namespace's loopback. */
final class AgentProcess implements AutoCloseable {

    private static final int PORT = 7411;
    private static final Path DEVICES = Path.of("/proc/thread-self/net/dev");

    final Process process;
    private final String name;
    private final Path state;
    private final TestNamespaces namespaces;
    private final Path netns;
    private final TestPki pki;
    private final MultiThreadIoEventLoopGroup loop;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<Channel> sockets = new CopyOnWriteArrayList<>();

    /** @param directory for state and log; the same again for an agent that is started after a crash */
    AgentProcess(String name, TestNamespaces namespaces, Path netns, TestPki pki, Path directory) throws IOException {
        this.name = name;
        this.state = directory.resolve("state");
        this.namespaces = namespaces;
        this.netns = netns;
        this.pki = pki;
        Files.createDirectories(directory);
        Path dist = Path.of("target", "dist").toAbsolutePath();
        process = new ProcessBuilder(
                        "nsenter",
                        "--net=" + netns,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + dist.resolve("agent.args"),
                        "-cp",
                        dist.resolve("lib") + "/*",
                        "dev.tare.agent.Main",
                        "--name=" + name,
                        "--listen=127.0.0.1:" + PORT,
                        "--bundle="
                                + Path.of("..", "probe", "target", "bundle")
                                        .toAbsolutePath()
                                        .normalize(),
                        "--state=" + state,
                        "--ca=" + pki.file("ca.pem"),
                        "--certificate=" + pki.file("agent.pem"),
                        "--key=" + pki.file("agent.key"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    }

    /** A socket belongs to the namespace of the thread that makes it. */
    private NioSocketChannel socket() {
        try {
            NioSocketChannel socket = namespaces.visit(netns, () -> new NioSocketChannel());
            sockets.add(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    ManagedChannel channel() throws IOException {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT),
                        TlsChannelCredentials.newBuilder()
                                .keyManager(
                                        pki.file("controller.pem").toFile(),
                                        pki.file("controller.key").toFile())
                                .trustManager(pki.file("ca.pem").toFile())
                                .build())
                .eventLoopGroup(loop)
                .channelFactory(this::socket)
                .overrideAuthority("127.0.0.1")
                .build();
        channels.add(channel);
        return channel;
    }

    /** Resets every connection to it, as a kernel does whose process was killed: TLS and HTTP do not come to say that they end. */
    void reset() throws InterruptedException {
        for (Channel socket : sockets.stream().filter(Channel::isActive).toList()) {
            socket.eventLoop()
                    .submit(() -> {
                        socket.config().setOption(ChannelOption.SO_LINGER, 0);
                        socket.unsafe().close(socket.newPromise());
                    })
                    .sync();
        }
    }

    /** From now on nothing arrives at it, neither what is sent nor that something was received. */
    void goSilent() throws IOException, InterruptedException {
        nft("""
                add table inet silence
                add chain inet silence arriving { type filter hook input priority 0; }
                add rule inet silence arriving tcp dport %d drop
                """.formatted(PORT));
    }

    void endSilence() throws IOException, InterruptedException {
        nft("delete table inet silence\n");
    }

    private void nft(String rules) throws IOException, InterruptedException {
        Process nft = new ProcessBuilder("nsenter", "--net=" + netns, "nft", "--file", "-")
                .redirectErrorStream(true)
                .start();
        try (var in = nft.outputWriter()) {
            in.write(rules);
        }
        String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (nft.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** What is there of a trial, and all links of its host. */
    Set<String> made(String trialId) throws IOException, InterruptedException {
        return namespaces.visit(netns, () -> {
            Set<String> made = new TreeSet<>(Leftovers.look(name, state, trialId));
            Files.readAllLines(DEVICES)
                    .forEach(line -> made.add(name + " " + line.strip().replaceAll(":.*", "")));
            return made;
        });
    }

    /** What went through a device of its host until now, both ways. */
    long bytesOf(String device) throws IOException, InterruptedException {
        return namespaces.visit(
                netns,
                () -> Files.readAllLines(DEVICES).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith(device + ":"))
                        .map(line -> line.substring(device.length() + 1).strip().split(" +", -1))
                        // received bytes come first, sent ones after the eight columns of those received
                        .mapToLong(words -> Long.parseLong(words[0]) + Long.parseLong(words[8]))
                        .sum());
    }

    long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    }
}
