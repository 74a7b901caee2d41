package dev.tare.agent.service;

import dev.tare.agent.network.TestNamespaces;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent as it is installed, a process of its own in a network namespace, reached on that namespace's loopback. */
final class AgentProcess implements AutoCloseable {

    private static final int PORT = 7411;

    final Process process;
    private final TestNamespaces namespaces;
    private final Path netns;
    private final TestPki pki;
    private final MultiThreadIoEventLoopGroup loop;
    private final List<ManagedChannel> channels = new ArrayList<>();

    /** @param directory for state and log; the same again for an agent that is started after a crash */
    AgentProcess(String name, TestNamespaces namespaces, Path netns, TestPki pki, Path directory) throws IOException {
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
                        "--state=" + directory.resolve("state"),
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
            return namespaces.visit(netns, () -> new NioSocketChannel());
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
