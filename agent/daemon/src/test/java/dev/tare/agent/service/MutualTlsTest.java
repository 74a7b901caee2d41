package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tare.common.tls.LiveCredentials;
import dev.tare.common.tls.TlsFiles;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.DescribeRequest;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class MutualTlsTest {

    @TempDir
    Path directory;

    @Test
    void onlyWhoTheAuthoritySignedGetsIn() throws Exception {
        try (var agent = new TestAgent(directory)) {
            TestPki stranger = new TestPki(directory.resolve("stranger")).issue("controller");
            ChannelCredentials wrong = TlsChannelCredentials.newBuilder()
                    .keyManager(
                            stranger.file("controller.pem").toFile(),
                            stranger.file("controller.key").toFile())
                    .trustManager(agent.pki.file("ca.pem").toFile())
                    .build();
            ChannelCredentials none = TlsChannelCredentials.newBuilder()
                    .trustManager(agent.pki.file("ca.pem").toFile())
                    .build();
            assertRefused(agent, wrong);
            assertRefused(agent, none);
            assertRefused(agent, InsecureChannelCredentials.create());
            assertThat(AgentServiceGrpc.newBlockingStub(agent.channel())
                            .describe(DescribeRequest.getDefaultInstance())
                            .getBundleDigest())
                    .isEqualTo("sha256:00");
        }
    }

    @Test
    void newCertificatesAreUsedWithoutARestart() throws Exception {
        try (var agent = new TestAgent(directory)) {
            assertThat(agentsSerial(agent)).isEqualTo(agent.pki.serial("agent"));
            agent.pki.issue("agent");
            assertThat(agentsSerial(agent)).isEqualTo(agent.pki.serial("agent"));

            // in the moment between a key and its certificate the former pair stays
            Path certificate = agent.pki.file("agent.pem");
            byte[] good = Files.readAllBytes(certificate);
            Files.writeString(certificate, "half");
            assertThat(agentsSerial(agent)).isEqualTo(agent.pki.serial("agent"));
            Files.write(certificate, good);
            assertThat(agentsSerial(agent)).isEqualTo(agent.pki.serial("agent"));
        }
    }

    @Test
    void whoWasRevokedIsRefusedOnItsOldConnectionToo() throws Exception {
        try (var agent = new TestAgent(directory)) {
            agent.pki.issue("other");
            ManagedChannel old = agent.channel();
            describe(old);
            agent.pki.revoke("controller");

            assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> describe(old))
                    .satisfies(refused -> {
                        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
                        assertThat(refused).hasMessageContaining("CN=controller was revoked");
                    });
            assertRefused(agent, agent.credentials("controller"));
            describe(agent.channel(agent.credentials("other")));
        }
    }

    private static void describe(ManagedChannel channel) {
        assertThat(AgentServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .describe(DescribeRequest.getDefaultInstance())
                        .getBundleDigest())
                .isEqualTo("sha256:00");
    }

    /** Of the certificate that the agent shows in a new handshake. */
    private static long agentsSerial(TestAgent agent) throws Exception {
        var files = new TlsFiles(
                agent.pki.file("ca.pem"), agent.pki.file("controller.pem"), agent.pki.file("controller.key"));
        LiveCredentials own = LiveCredentials.open(files, _ -> {});
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {own.keyManager()}, new TrustManager[] {own.trustManager()}, null);
        var address = agent.server().address();
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber()
                    .longValue();
        }
    }

    private static void assertRefused(TestAgent agent, ChannelCredentials credentials) {
        try {
            var answer = AgentServiceGrpc.newBlockingStub(agent.channel(credentials))
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .describe(DescribeRequest.getDefaultInstance());
            throw new AssertionError("let in: " + answer);
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }
}
