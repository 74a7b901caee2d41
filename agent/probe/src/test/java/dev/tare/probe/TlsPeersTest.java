package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.tls.Pem;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that know the trial's token and then speak another TLS, or none. */
@Timeout(60)
final class TlsPeersTest {

    private static final int GREETING_BYTES = 24;

    /** Java's own TLS is slow the first time. */
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    @Test
    void aServerThatAnswersGarbageIsNamed() throws Exception {
        Failure failure = failureOfClient(socket -> {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            FakePeer.untilTheEnd(socket);
        });
        assertThat(failure.getCode()).isEqualTo("peer-garbage");
        assertThat(failure.getMessage()).contains("TLS handshake");
    }

    @Test
    void aServerThatClosesIsNamed() throws Exception {
        assertThat(failureOfClient(Socket::close).getCode()).isEqualTo("peer-closed");
    }

    /** A ClientHello cut in the middle, and then the end. */
    @Test
    void aServerThatClosesInTheMiddleIsNamed() throws Exception {
        Failure failure = failureOfClient(socket -> {
            socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0, 100, 2, 0});
            socket.shutdownOutput();
            FakePeer.untilTheEnd(socket);
        });
        assertThat(failure.getCode()).isEqualTo("peer-closed");
    }

    /** Whose certificate is as good as ours, and is not ours. */
    @Test
    void aStrangersCertificateIsRefused() throws Exception {
        SSLContext stranger = stranger();
        Failure failure = failureOfClient(socket -> {
            SSLSocket tls = (SSLSocket) stranger.getSocketFactory().createSocket(socket, null, true);
            try {
                tls.startHandshake();
                tls.getInputStream().readAllBytes();
            } catch (SSLException e) {
                socket.close(); // told that it is not trusted
            }
        });
        assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-garbage");
        assertThat(failure.getMessage()).contains("certificate verify failed");
    }

    @Test
    void aClientThatSpeaksNoTlsIsNamed() throws Exception {
        try (FakeAgent server = new FakeAgent();
                Socket client = greeted(server)) {
            client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(server.failure().getCode()).isEqualTo("peer-garbage");
        }
    }

    @Test
    void anOlderTlsIsRefused() throws Exception {
        try (FakeAgent server = new FakeAgent();
                Socket client = greeted(server)) {
            Thread.ofVirtual().start(() -> shakeHands(client, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
            Failure failure = server.failure();
            assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-garbage");
        }
    }

    @Test
    void anotherCipherIsRefused() throws Exception {
        try (FakeAgent server = new FakeAgent();
                Socket client = greeted(server)) {
            Thread.ofVirtual().start(() -> shakeHands(client, "TLSv1.3", "TLS_AES_256_GCM_SHA384"));
            Failure failure = server.failure();
            assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-garbage");
        }
    }

    /** Java's own TLS reads what the probe's OpenSSL writes: what is sealed is TLS, and not something like it. */
    @Test
    void whatIsSealedIsTls() throws Exception {
        try (FakeAgent server = new FakeAgent();
                Socket client = greeted(server, "download")) {
            SSLSocket tls = shakeHands(client, "TLSv1.3", "TLS_AES_128_GCM_SHA256");
            assertThat(tls.getSession().getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
            server.prepared();
            server.start(System.nanoTime());
            long bytes = tls.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            client.shutdownOutput();
            assertThat(bytes).isPositive().isEqualTo(server.finished().getTotalSentBytes());
        }
    }

    /** A record whose tag does not fit, in the middle of the window. */
    @Test
    void aBrokenRecordEndsTheTrial() throws Exception {
        try (FakeAgent server = new FakeAgent();
                Socket client = greeted(server)) {
            SSLSocket tls = shakeHands(client, "TLSv1.3", "TLS_AES_128_GCM_SHA256");
            server.prepared();
            server.start(System.nanoTime());
            tls.getOutputStream().write(new byte[10_000]);
            tls.getOutputStream().flush();
            client.getOutputStream().write(new byte[] {0x17, 3, 3, 0, 20});
            client.getOutputStream().write(new byte[20]);
            Failure failure = server.failure();
            assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-garbage");
            assertThat(failure.getMessage()).contains("receiving by TLS");
        }
    }

    private static SSLContext stranger() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        char[] none = new char[0];
        keys.setKeyEntry(
                "stranger",
                Pem.key(file("stranger.key"), "EC"),
                none,
                Pem.certificates(file("stranger.pem")).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static Path file(String name) throws Exception {
        return Path.of(
                Objects.requireNonNull(TlsPeersTest.class.getResource(name)).toURI());
    }

    private static Failure failureOfClient(FakePeer.Talking talking) throws Exception {
        try (FakePeer peer = new FakePeer(talking, (number, request, from) -> {});
                FakeAgent client = new FakeAgent()) {
            client.setup(
                    FakeAgent.setup(Role.ROLE_CLIENT, "tls-stream", peer.port()).setSetupTimeoutNanos(PATIENCE_NANOS));
            return client.failure();
        }
    }

    private static Socket greeted(FakeAgent server) throws IOException {
        return greeted(server, "upload");
    }

    /** A connection to a probe that takes us for its client. */
    private static Socket greeted(FakeAgent server, String direction) throws IOException {
        int port = FreePort.next();
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, "tls-stream", port)
                .setSetupTimeoutNanos(PATIENCE_NANOS)
                .putWorkloadOptions("direction", direction)
                // what is in it when the window ends has to be read in two seconds
                .putWorkloadOptions("buffer", "65536"));
        Socket socket = connect(port);
        byte[] greeting = ByteBuffer.allocate(GREETING_BYTES)
                .put("TARE".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 'C')
                .putShort((short) 0)
                .put(FakeAgent.TOKEN.toByteArray())
                .array();
        socket.getOutputStream().write(greeting);
        assertThat(socket.getInputStream().readNBytes(GREETING_BYTES)[5]).isEqualTo((byte) 'S');
        return socket;
    }

    private static Socket connect(int port) throws IOException {
        long until = System.nanoTime() + 5_000_000_000L;
        while (true) {
            try {
                return new Socket(FakePeer.LOOPBACK, port);
            } catch (IOException e) {
                if (System.nanoTime() - until > 0) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Trusts whatever is shown. What goes wrong shows at the probe. */
    private static SSLSocket shakeHands(Socket socket, String version, String suite) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "probe", 1, false);
            tls.setSSLParameters(new SSLParameters(new String[] {suite}, new String[] {version}));
            tls.startHandshake();
            return tls;
        } catch (java.security.GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Credulous extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
