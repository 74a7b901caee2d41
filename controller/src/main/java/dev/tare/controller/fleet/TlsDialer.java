package dev.tare.controller.fleet;

import dev.tare.common.tls.LiveCredentials;
import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.fleet.AgentException.Problem;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mutual TLS with the lab's authority. No HTTP/2 keepalive: grpc-java raises it to ten seconds at least, and agents may
 * take frequent pings for abuse; a running trial has its own {@linkplain Agent#pulse pulse}.
 */
final class TlsDialer implements Dialer {

    private static final Logger LOG = LoggerFactory.getLogger(TlsDialer.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    /** An agent's message is a few KiB; a histogram may make it larger. */
    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    private final ChannelCredentials credentials;

    private TlsDialer(ChannelCredentials credentials) {
        this.credentials = credentials;
    }

    static TlsDialer of(TlsFiles tls) throws AgentException {
        for (Path file : tls.all()) {
            if (!Files.isReadable(file)) {
                throw new AgentException(
                        Problem.CERTIFICATE_MISSING,
                        "cannot read " + file + ": agents speak mutual TLS only; name the lab's authority, and a"
                                + " certificate and key for this controller, under tls in the lab file");
            }
        }
        try {
            LiveCredentials live = LiveCredentials.open(tls, LOG::info);
            return new TlsDialer(TlsChannelCredentials.newBuilder()
                    .trustManager(live.trustManager())
                    .keyManager(live.keyManager())
                    .build());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new AgentException(
                    Problem.CERTIFICATE_MISSING,
                    "cannot use the certificates of the lab file (" + e.getMessage() + "); PEM files are wanted",
                    e);
        }
    }

    /** An IPv6 address stands in brackets, which the path of a URI does not have (RFC 3986). */
    static String inUri(String address) {
        return address.replace("[", "%5B").replace("]", "%5D");
    }

    @Override
    public ManagedChannel dial(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + inUri(address), credentials)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .withOption(ChannelOption.TCP_NODELAY, true)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .disableRetry()
                .build();
    }
}
