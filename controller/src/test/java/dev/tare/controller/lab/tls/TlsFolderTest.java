package dev.tare.controller.lab.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsFolderTest {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    @TempDir
    private Path folder;

    private TlsFolder tls;

    @BeforeEach
    void write() throws Exception {
        tls = new TlsFolder(folder.resolve("tls"));
        tls.write(
                "x",
                NOW,
                Duration.ofDays(30),
                List.of(
                        new Identity("client", List.of("10.77.0.1"), Identity.Purpose.AGENT),
                        new Identity("controller", List.of("10.77.0.254"), Identity.Purpose.CONTROLLER)));
    }

    @Test
    void theAuthoritySignedEveryCertificate() throws Exception {
        X509Certificate authority = read(tls.authority());
        assertThat(authority.getBasicConstraints()).isZero();
        for (String name : List.of("client", "controller")) {
            X509Certificate certificate = read(tls.certificate(name));
            certificate.verify(authority.getPublicKey());
            assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
            assertThat(certificate.getNotAfter()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        }
        assertThatThrownBy(
                        () -> authority.verify(read(tls.certificate("client")).getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void anAgentMayServeAndAControllerMayAsk() throws Exception {
        X509Certificate agent = read(tls.certificate("client"));
        assertThat(agent.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(agent.getSubjectAlternativeNames()).contains(List.of(2, "client"), List.of(7, "10.77.0.1"));
        assertThat(read(tls.certificate("controller")).getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
    }

    @Test
    void aKeyBelongsToItsCertificateAndIsForItsOwnerOnly() throws Exception {
        Path key = tls.key("client");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        String pem = Files.readString(key);
        byte[] der = Base64.getMimeDecoder()
                .decode(pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", ""));
        PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(secret);
        signing.update(new byte[] {1, 2, 3});
        byte[] signature = signing.sign();
        signing.initVerify(read(tls.certificate("client")));
        signing.update(new byte[] {1, 2, 3});
        assertThat(signing.verify(signature)).isTrue();
    }

    @Test
    void nobodyCanSignAnotherOne() {
        assertThat(tls.key("ca")).doesNotExist();
    }

    private static X509Certificate read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
