package dev.tare.agent.service;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import dev.tare.agent.bundle.Bundle;
import dev.tare.agent.bundle.BundleModule;
import dev.tare.agent.host.HostModule;
import dev.tare.agent.host.HostRoot;
import dev.tare.agent.ledger.FileLedger;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.LedgerModule;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.network.NetworkDriver;
import dev.tare.agent.network.NetworkModule;
import dev.tare.agent.process.ProcessModule;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.common.linux.GivingWay;
import dev.tare.common.tls.TlsFiles;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An agent with fake drivers behind real mutual TLS on the loopback; its host is a directory of sample files. */
final class TestAgent implements AutoCloseable {

    /** Whoever has a certificate of the lab may do what an agent can do. */
    private static final Policy ANYTHING = new Policy(Set.of(), Set.of(), true, true, Duration.ZERO);

    final FakeRuntime runtime = new FakeRuntime();
    final FakeNetwork network = new FakeNetwork();
    final TestPki pki;
    final Ledger ledger;
    private final FileLedger file;
    private final AgentServer server;
    private final List<ManagedChannel> channels = new ArrayList<>();

    TestAgent(Path directory) throws Exception {
        this(directory, ANYTHING);
    }

    TestAgent(Path directory, Policy policy) throws Exception {
        pki = new TestPki(directory.resolve("pki")).issue("agent").issue("controller");
        file = FileLedger.open(directory.resolve("state"));
        ledger = file;
        Path rootfs = Files.createDirectories(directory.resolve("rootfs"));
        var bundle = new Bundle(rootfs, "sha256:00", "25", List.of("/jre/bin/java"), Map.of());
        var settings = new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new TlsFiles(pki.file("ca.pem"), pki.file("agent.pem"), pki.file("agent.key"), pki.file("crl.pem")));
        Injector injector = Guice.createInjector(Modules.override(
                        new BundleModule(bundle),
                        new LedgerModule(file),
                        new ProcessModule(),
                        new NetworkModule(),
                        new HostModule(),
                        new ServiceModule(settings, policy))
                .with(new Fakes(
                        runtime,
                        network,
                        new Workplace("test", directory.resolve("state"), rootfs, List.of(), false),
                        host(directory.resolve("host")))));
        server = injector.getInstance(AgentServer.class);
        server.start();
    }

    private static final class Fakes extends AbstractModule {

        private final FakeRuntime runtime;
        private final FakeNetwork network;
        private final Workplace workplace;
        private final HostRoot root;

        Fakes(FakeRuntime runtime, FakeNetwork network, Workplace workplace, HostRoot root) {
            this.runtime = runtime;
            this.network = network;
            this.workplace = workplace;
            this.root = root;
        }

        @Override
        protected void configure() {
            bind(Workplace.class).toInstance(workplace);
            bind(HostRoot.class).toInstance(root);
            bind(GivingWay.class).toInstance(new StayingPut());
            Multibinder.newSetBinder(binder(), RuntimeDriver.class).addBinding().toInstance(runtime);
            Multibinder.newSetBinder(binder(), NetworkDriver.class).addBinding().toInstance(network);
            Multibinder.newSetBinder(binder(), Reaper.class).addBinding().toInstance(runtime);
        }
    }

    /** Of this process's CPU time tests are made: an agent within it does not give that away. */
    private static final class StayingPut implements GivingWay {

        @Override
        public void begin() {
            // nothing to give
        }

        @Override
        public void end() {
            // nothing to take back
        }

        @Override
        public Urgency urgently() {
            return () -> {};
        }
    }

    /** Enough of a host to be sampled and audited. */
    private static HostRoot host(Path root) throws IOException {
        Path self = Files.createDirectories(root.resolve("proc/self/net"));
        Files.writeString(root.resolve("proc/stat"), "cpu  1 0 1 1\ncpu0 1 0 1 100 0 0 0 0\nctxt 500\n");
        Files.writeString(
                self.resolve("dev"), "Inter-| Receive\n face |bytes\n  eth1: 100 2 0 0 0 0 0 0 200 3 0 0 0 0 0 0\n");
        Files.writeString(root.resolve("proc/self/stat"), "1 (java) S 1 1 1 0 -1 0 0 0 0 0 7 5 0 0 20\n");
        Files.writeString(root.resolve("proc/self/status"), "Cpus_allowed_list:\t0\n");
        Files.writeString(root.resolve("proc/self/mountinfo"), "22 27 0:21 / /proc rw - proc proc rw\n");
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/\n");
        return new HostRoot(root);
    }

    /** A channel with the controller's certificate. */
    ManagedChannel channel() throws IOException {
        return channel(credentials("controller"));
    }

    ChannelCredentials credentials(String who) throws IOException {
        return TlsChannelCredentials.newBuilder()
                .keyManager(
                        pki.file(who + ".pem").toFile(), pki.file(who + ".key").toFile())
                .trustManager(pki.file("ca.pem").toFile())
                .build();
    }

    /** The same on a loop of the caller's. */
    ManagedChannel channel(EventLoopGroup loop) throws IOException {
        ManagedChannel channel = NettyChannelBuilder.forAddress(server.address(), credentials("controller"))
                .eventLoopGroup(loop)
                .channelType(NioSocketChannel.class)
                .build();
        channels.add(channel);
        return channel;
    }

    ManagedChannel channel(ChannelCredentials credentials) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(server.address(), credentials).build();
        channels.add(channel);
        return channel;
    }

    AgentServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        channels.forEach(ManagedChannel::shutdownNow);
        stopServer();
        file.close();
        runtime.killAll();
    }

    private void stopServer() {
        try {
            server.stop("the test is over");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the agent stopped", e);
        }
    }
}
