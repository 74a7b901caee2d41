package dev.tare.controller.fleet;

import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.controller.lab.Lab;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Mutual TLS with the lab's authority. No HTTP/2 keepalive: grpc-java raises it to ten seconds at least, and agents may
 * take frequent pings for abuse; a running trial has its own {@linkplain Agent#pulse pulse}.
 */
final class TlsDialer implements Dialer {

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    /** An agent's message is a few KiB; a histogram may make it larger. */
    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    private final ChannelCredentials credentials;

    private TlsDialer(ChannelCredentials credentials) {
        this.credentials = credentials;
    }

    static TlsDialer of(Lab.Tls tls) throws AgentException {
        for (Path file : List.of(tls.authority(), tls.certificate(), tls.key())) {
            if (!Files.isReadable(file)) {
                throw new AgentException(
                        Problem.CERTIFICATE_MISSING,
                        "cannot read " + file + ": agents speak mutual TLS only; name the lab's authority, and a"
                                + " certificate and key for this controller, under tls in the lab file");
            }
        }
        try {
            return new TlsDialer(TlsChannelCredentials.newBuilder()
                    .trustManager(file(tls.authority()))
                    .keyManager(file(tls.certificate()), file(tls.key()))
                    .build());
        } catch (IOException | IllegalArgumentException e) {
            throw new AgentException(
                    Problem.CERTIFICATE_MISSING,
                    "cannot use the certificates of the lab file (" + e.getMessage() + "); PEM files are wanted",
                    e);
        }
    }

    private static File file(Path path) {
        return path.toFile();
    }

    @Override
    public ManagedChannel dial(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + address, credentials)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .withOption(ChannelOption.TCP_NODELAY, true)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .disableRetry()
                .build();
    }
}
