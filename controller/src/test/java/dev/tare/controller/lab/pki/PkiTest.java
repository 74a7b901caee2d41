package dev.tare.controller.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tare.common.tls.Pem;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PkiTest {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int IP_ADDRESS = 7;
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    @TempDir
    private Path directory;

    private Path folder;
    private Pki pki;

    @BeforeEach
    void init() throws Exception {
        folder = directory.resolve("pki");
        pki = new Pki(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        pki.init(3650, 30);
    }

    @Test
    void theAuthorityKeepsItsKeyToItselfAndCertifiesTheController() throws Exception {
        assertThat(permissions("ca.key")).isEqualTo("rw-------");
        assertThat(permissions("controller.key")).isEqualTo("rw-------");
        X509Certificate controller = certificate("controller");
        controller.verify(certificate("ca").getPublicKey());
        assertThat(controller.getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
        assertThat(controller.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void aHostsKeyStaysOnTheHost() throws Exception {
        pki.issue("client", "192.0.2.11", Optional.of(request("client", "secp256r1")), 30);

        X509Certificate client = certificate("client");
        client.verify(certificate("ca").getPublicKey());
        assertThat(client.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(client.getSubjectAlternativeNames()).contains(List.of(IP_ADDRESS, "192.0.2.11"));
        assertThat(folder.resolve("client.key")).doesNotExist();
        assertRefused(() -> pki.rotate("client", Optional.empty(), Optional.empty(), 30), "made on its host");
    }

    @Test
    void aNameHasOneHost() throws Exception {
        pki.issue("client", "192.0.2.11", Optional.empty(), 30);
        assertRefused(() -> pki.issue("client", "192.0.2.99", Optional.empty(), 30), "192.0.2.11");
    }

    @Test
    void whatIsThereIsNeverReplaced() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("ca.pem"));
        assertRefused(() -> pki.init(3650, 30), "an authority already");
        assertThat(folder.resolve("ca.pem")).hasBinaryContent(before);
    }

    @Test
    void anAuthorityThatIsNotWholeIsNoneAndIsMadeAgain() throws Exception {
        Path broken = directory.resolve("broken");
        Path obstacle = Files.createDirectories(broken.resolve("controller.pem"));
        Pki fresh = new Pki(broken, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThatIOException().isThrownBy(() -> fresh.init(3650, 30));
        assertRefused(fresh::list, "no authority");

        Files.delete(obstacle);
        fresh.init(3650, 30);
        fresh.issue("client", "192.0.2.11", Optional.empty(), 30);
        assertThat(fresh.list()).extracting(Certified::name).contains("controller", "client");
    }

    /** Its command ended between the two files that it writes. */
    @Test
    void aCertificateThatIsNotUnderItsNameIsReplacedAllTheSame() throws Exception {
        pki.issue("client", "192.0.2.11", Optional.of(request("client", "secp256r1")), 30);
        Files.delete(folder.resolve("client.pem"));
        pki.rotate("client", Optional.empty(), Optional.of(request("client", "secp384r1")), 7);
        assertThat(certificate("client").getSubjectAlternativeNames()).contains(List.of(IP_ADDRESS, "192.0.2.11"));
    }

    @Test
    void anAuthorityWithoutItsCertificateSignsNothingAndSaysWhatToDo() throws Exception {
        Files.delete(folder.resolve("ca.pem"));
        assertThatExceptionOfType(TareException.class)
                .isThrownBy(() -> pki.revoke("client"))
                .withMessageContaining("ca.pem is missing");
    }

    @Test
    void rotationKeepsTheAddressAndTheFormerCertificateUntilItIsRevoked() throws Exception {
        pki.issue("client", "192.0.2.11", Optional.of(request("client", "secp256r1")), 30);
        X509Certificate former = certificate("client");
        pki.rotate("client", Optional.empty(), Optional.of(request("client", "secp384r1")), 7);

        X509Certificate next = certificate("client");
        assertThat(next.getPublicKey()).isNotEqualTo(former.getPublicKey());
        assertThat(next.getSubjectAlternativeNames()).contains(List.of(IP_ADDRESS, "192.0.2.11"));
        assertThat(pki.list().stream().filter(one -> one.name().equals("client")))
                .hasSize(2)
                .allMatch(one -> one.isLive(NOW));

        assertThat(pki.revoke("client")).hasSize(2);
        var list = Pem.revocations(folder.resolve("crl.pem"));
        list.verify(certificate("ca").getPublicKey());
        assertThat(list.isRevoked(former)).isTrue();
        assertThat(list.isRevoked(next)).isTrue();
        assertThat(list.isRevoked(certificate("controller"))).isFalse();
        assertRefused(() -> pki.revoke("client"), "no certificate");
        pki.issue("client", "192.0.2.12", Optional.empty(), 30);
        assertThat(pki.revoke("client")).hasSize(1);
        assertThat(Pem.revocations(folder.resolve("crl.pem")).isRevoked(former)).isTrue();
    }

    @Test
    void aHostThatWasGivenAnotherAddressIsCertifiedForIt() throws Exception {
        pki.issue("client", "192.0.2.11", Optional.empty(), 30);
        pki.rotate("client", Optional.of("192.0.2.31"), Optional.empty(), 30);

        assertThat(certificate("client").getSubjectAlternativeNames())
                .contains(List.of(IP_ADDRESS, "192.0.2.31"))
                .doesNotContain(List.of(IP_ADDRESS, "192.0.2.11"));
        assertRefused(
                () -> pki.rotate("client", Optional.of("elsewhere"), Optional.empty(), 30), "'elsewhere' is no IP");
        assertRefused(
                () -> pki.rotate("controller", Optional.of("192.0.2.31"), Optional.empty(), 30), "has no address");
    }

    @Test
    void theControllerGetsANewKey() throws Exception {
        X509Certificate former = certificate("controller");
        pki.rotate("controller", Optional.empty(), Optional.empty(), 30);
        assertThat(certificate("controller").getPublicKey()).isNotEqualTo(former.getPublicKey());
    }

    @Test
    void nothingOutlivesTheAuthority() throws Exception {
        Pki brief = new Pki(directory.resolve("brief"), Clock.fixed(NOW, ZoneOffset.UTC));
        brief.init(3, 30);
        assertThat(brief.list())
                .singleElement()
                .satisfies(one -> assertThat(one.notAfter()).isEqualTo(NOW.plus(Duration.ofDays(3))));
    }

    @Test
    void aRequestIsForItsNameAndOfAStrongKey() throws Exception {
        assertRefused(
                () -> pki.issue("client", "192.0.2.11", Optional.of(request("server", "secp256r1")), 30),
                "is for 'server'");
        Path weak = directory.resolve("weak.csr");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        write(weak, "client", generator.generateKeyPair(), "SHA256withRSA");
        assertRefused(() -> pki.issue("client", "192.0.2.11", Optional.of(weak), 30), "too weak");
        Path other = Files.writeString(directory.resolve("other.csr"), "no request\n");
        assertRefused(() -> pki.issue("client", "192.0.2.11", Optional.of(other), 30), "no certificate request");
    }

    @ParameterizedTest
    @CsvSource({
        "Client, 192.0.2.11, 30",
        "controller, 192.0.2.11, 30",
        "ca, 192.0.2.11, 30",
        "../x, 192.0.2.11, 30",
        "client, host.example, 30",
        "client, 192.0.2.11, 0",
        "client, 192.0.2.11, 4000"
    })
    void badNamesAddressesAndTimesAreRefused(String name, String address, int days) {
        assertRefused(() -> pki.issue(name, address, Optional.empty(), days), "");
    }

    @Test
    void withoutAnAuthorityNothingIsSignedAndNothingMade() throws Exception {
        Pki none = new Pki(directory.resolve("none"), Clock.fixed(NOW, ZoneOffset.UTC));
        assertRefused(() -> none.issue("client", "192.0.2.11", Optional.empty(), 30), "no authority");
        assertRefused(none::list, "no authority");
        assertThat(directory.resolve("none")).doesNotExist();

        Path somebodys = Files.createDirectory(directory.resolve("somebodys"));
        Pki elsewhere = new Pki(somebodys, Clock.fixed(NOW, ZoneOffset.UTC));
        assertRefused(() -> elsewhere.revoke("client"), "no authority");
        assertThat(somebodys).isEmptyDirectory();
    }

    @Test
    void inSomebodysFolderNothingIsTakenForWhatAnInitLeft() throws Exception {
        Path somebodys = directory.resolve("somebodys");
        Files.createDirectories(somebodys.resolve("issued"));
        Pki elsewhere = new Pki(somebodys, Clock.fixed(NOW, ZoneOffset.UTC));
        for (String name : List.of(
                "www.pem.new",
                "www.key.new",
                "issued/www.key",
                "issued/www.pem",
                "ca.key",
                "crl.pem",
                "controller.key",
                "controller.pem")) {
            Path file = Files.writeString(somebodys.resolve(name), "theirs");
            assertRefused(() -> elsewhere.init(3650, 30), file + " would be replaced or deleted");
            assertThat(file).hasContent("theirs");
            Files.delete(file);
        }
        elsewhere.init(3650, 30);
        assertThat(elsewhere.list()).hasSize(1);
    }

    /** Such as one that its user may not enter; root may enter each, but not one that leads to itself. */
    @Test
    void aFolderThatCannotBeLookedIntoIsNotSaidToLackSomething() throws Exception {
        Path closed = directory.resolve("closed");
        Files.createSymbolicLink(closed, closed);
        Pki behind = new Pki(closed, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThatIOException().isThrownBy(behind::list).withMessageContaining("closed");
        assertThatIOException().isThrownBy(() -> behind.revoke("client"));
    }

    private static void assertRefused(ThrowingCallable action, String words) {
        assertThatExceptionOfType(TareException.class).isThrownBy(action).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.what()).contains(words);
        });
    }

    private Path request(String name, String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec(curve));
        Path file = directory.resolve(name + "-" + curve + ".csr");
        write(file, name, generator.generateKeyPair(), "SHA256withECDSA");
        return file;
    }

    private static void write(Path file, String name, KeyPair keys, String algorithm) throws Exception {
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + name), keys.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
        Files.writeString(file, Pem.text("CERTIFICATE REQUEST", request.getEncoded()));
    }

    private X509Certificate certificate(String name) throws Exception {
        return Pem.certificates(folder.resolve(name + ".pem")).getFirst();
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
