package dev.tare.controller.lab.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostCertificatesTest {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int IP_ADDRESS = 7;

    @TempDir
    private Path folder;

    @Test
    void agentsAndTheControllerAreSignedByOneAuthorityForOnePurposeEach() throws Exception {
        Path made = folder.resolve("tls");
        new HostCertificates(made).make(Map.of("client", "192.0.2.11", "server", "2001:db8::2"), 30);

        X509Certificate authority = certificate(made.resolve("ca.pem"));
        for (String name : List.of("client", "server", "controller")) {
            certificate(made.resolve(name + ".pem")).verify(authority.getPublicKey());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(name + ".key"))))
                    .isEqualTo("rw-------");
        }
        X509Certificate client = certificate(made.resolve("client.pem"));
        assertThat(client.getSubjectAlternativeNames()).contains(List.of(IP_ADDRESS, "192.0.2.11"));
        assertThat(client.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(certificate(made.resolve("controller.pem")).getExtendedKeyUsage())
                .containsExactly(CLIENT_AUTH);
    }

    @Test
    void whatIsThereIsNeverReplaced() throws Exception {
        HostCertificates certificates = new HostCertificates(folder);
        certificates.make(Map.of("client", "192.0.2.11"), 30);
        byte[] before = Files.readAllBytes(folder.resolve("ca.pem"));

        assertThatExceptionOfType(TareException.class)
                .isThrownBy(() -> certificates.make(Map.of("other", "192.0.2.12"), 30))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE));
        assertThat(Files.readAllBytes(folder.resolve("ca.pem"))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "../x,        192.0.2.1, 30",
        "controller,  192.0.2.1, 30",
        "client,      host.test, 30",
        "client,      192.0.2.999, 30",
        "client,      192.0.2.1, 0",
        "client,      192.0.2.1, 4000",
    })
    void nonsenseIsBadUsageAndMakesNothing(String name, String address, int days) {
        assertThatExceptionOfType(TareException.class)
                .isThrownBy(() -> new HostCertificates(folder).make(Map.of(name, address), days))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE));
        assertThat(folder.resolve("ca.pem")).doesNotExist();
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
