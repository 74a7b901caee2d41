package dev.tare.agent.service;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls of a caller whose certificate was revoked after its connection was made; a new connection is refused by the
 * handshake already. A trial that runs is let finish.
 */
final class RevokedCallers implements ServerInterceptor {

    private final Predicate<X509Certificate> revoked;

    RevokedCallers(Predicate<X509Certificate> revoked) {
        this.revoked = revoked;
    }

    @Override
    public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
            ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
        String refusal = refusal(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        call.close(Status.PERMISSION_DENIED.withDescription(refusal), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private String refusal(@Nullable SSLSession session) {
        if (session == null) {
            return "this connection has no certificate";
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            for (Certificate link : chain) {
                if (link instanceof X509Certificate certificate && revoked.test(certificate)) {
                    return "the certificate of " + certificate.getSubjectX500Principal() + " was revoked";
                }
            }
            return "";
        } catch (SSLPeerUnverifiedException e) {
            return "this connection has no certificate: " + e.getMessage();
        }
    }
}
