package dev.tare.controller.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.tls.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** What is true of every folder that holds an authority, whatever has happened to it. */
record WholeAuthority(Path folder) {

    /** @param named who has a key here that belongs to the certificate of that name */
    void isWhole(List<String> named) throws IOException, GeneralSecurityException {
        X509Certificate authority = certificate(folder.resolve("ca.pem"));
        assertThat(belong("ca")).isTrue();
        Pem.revocations(folder.resolve("crl.pem")).verify(authority.getPublicKey());
        for (Path signed : files(folder.resolve("issued"))) {
            assertThat(signed.toString()).endsWith(".pem");
            certificate(signed).verify(authority.getPublicKey());
        }
        for (String name : named) {
            assertThat(belong(name)).as(name).isTrue();
            X509Certificate certificate = certificate(folder.resolve(name + ".pem"));
            certificate.verify(authority.getPublicKey());
            assertThat(folder.resolve("issued")
                            .resolve(certificate.getSerialNumber().toString(16) + ".pem"))
                    .isRegularFile();
        }
        assertThat(files(folder)).noneMatch(file -> file.toString().endsWith(".new"));
    }

    private boolean belong(String name) throws IOException, GeneralSecurityException {
        X509Certificate certificate = certificate(folder.resolve(name + ".pem"));
        PrivateKey key = Pem.key(folder.resolve(name + ".key"), "EC");
        byte[] anything = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(anything);
        return signature.verify(signed);
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        return Pem.certificates(file).getFirst();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
