package dev.tare.agent.service;

import dev.tare.common.tls.LiveCredentials;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gRPC server: mutual TLS and nothing else, one thread for the network, virtual threads for the calls.
 *
 * <p>A controller that ends is noticed at once. A host that is gone without a word is noticed by the kernel: 2.5 s after what
 * is sent first and not acknowledged, or after 3 s by keepalive probes where nothing is sent until then. A controller that
 * hangs while its kernel still answers is noticed by gRPC's pings, which cannot come more often than every ten seconds.
 */
public final class AgentServer {

    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
    private static final int MAXIMUM_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final Duration PING_EVERY = Duration.ofSeconds(10);
    /**
     * The agent gives way to traffic, and reads an answer late where that takes all of the CPU, or where many runtimes are tried
     * at once: 3 s were too short for a description on one CPU.
     */
    private static final Duration PING_PATIENCE = Duration.ofSeconds(15);

    private static final Duration UNACKNOWLEDGED = Duration.ofMillis(2500);
    private static final int KEEPALIVE_SECONDS = 1;
    private static final int KEEPALIVE_PROBES = 2;
    private static final Duration CLIENTS_MAY_PING_EVERY = Duration.ofMillis(200);
    /** What a daemon may take to give a trial's container back; the unit's TimeoutStopSec is longer. */
    private static final Duration TEARDOWN_PATIENCE = Duration.ofSeconds(20);

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Server server;
    private final EventLoopGroup loop;
    private final ExecutorService calls;
    private final TrialSlot slot;
    private final HealthStatusManager health = new HealthStatusManager();

    @Inject
    AgentServer(ServerSettings settings, AgentGrpcService service, TrialSlot slot) throws IOException {
        this.slot = slot;
        LiveCredentials live = credentials(settings);
        ServerCredentials credentials = TlsServerCredentials.newBuilder()
                .keyManager(live.keyManager())
                .trustManager(live.trustManager())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
        loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("tare-net", true), NioIoHandler.newFactory());
        calls = Executors.newVirtualThreadPerTaskExecutor();
        server = NettyServerBuilder.forAddress(settings.listen(), credentials)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .channelType(NioServerSocketChannel.class)
                .withChildOption(ChannelOption.SO_KEEPALIVE, true)
                .withChildOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEPALIVE_SECONDS)
                .withChildOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEPALIVE_SECONDS)
                .withChildOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEPALIVE_PROBES)
                .executor(calls)
                .callExecutor(new ClockOnTheLoop())
                .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
                .keepAliveTime(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(PING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(CLIENTS_MAY_PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .intercept(new RevokedCallers(live::isRevoked))
                .addService(service)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
    }

    private static LiveCredentials credentials(ServerSettings settings) throws IOException {
        try {
            return LiveCredentials.open(settings.tls(), LOG::info);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the certificates: " + e.getMessage(), e);
        }
    }

    public void start() throws IOException {
        server.start();
        new SilentPeers().giveUpAfter(UNACKNOWLEDGED);
        health.setStatus(AgentServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }

    /** Where it listens; the port is the real one when 0 was asked for. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    /** Tears a running trial down, lets its Done out, then closes; true when the teardown was done in time. */
    public boolean stop(String reason) throws InterruptedException {
        if (!server.isShutdown()) {
            health.enterTerminalState();
            server.shutdown();
        }
        boolean tornDown = slot.stop(reason, TEARDOWN_PATIENCE);
        if (!server.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
            server.shutdownNow();
        }
        calls.shutdown();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(LAST_WORDS.toMillis());
        return tornDown;
    }

    /** Null is the server's own executor. */
    private static final class ClockOnTheLoop implements ServerCallExecutorSupplier {

        @Override
        public <ReqT, RespT> @Nullable Executor getExecutor(ServerCall<ReqT, RespT> call, Metadata metadata) {
            boolean clock = call.getMethodDescriptor()
                    .getFullMethodName()
                    .equals(AgentServiceGrpc.getExchangeClockMethod().getFullMethodName());
            return clock ? Runnable::run : null;
        }
    }
}
