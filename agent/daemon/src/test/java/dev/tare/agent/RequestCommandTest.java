package dev.tare.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.tls.Pem;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.Signature;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RequestCommandTest {

    @TempDir
    Path directory;

    @Test
    void aKeyForItsOwnerOnlyAndARequestThatProvesIt() throws Exception {
        Path key = directory.resolve("agent.key");
        Path request = directory.resolve("agent.csr");
        assertThat(run(key, request)).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(request)))) {
            var asked = new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            assertThat(asked.getSubject()).hasToString("CN=client");
            assertThat(asked.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked.getPublicKey())))
                    .isTrue();
            PrivateKey secret = Pem.key(key, "EC");
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(secret);
            signature.update(new byte[] {1});
            byte[] signed = signature.sign();
            signature.initVerify(asked.getPublicKey());
            signature.update(new byte[] {1});
            assertThat(signature.verify(signed)).isTrue();
        }
    }

    @Test
    void aKeyIsNeverReplaced() throws Exception {
        Path key = Files.writeString(directory.resolve("agent.key"), "mine");
        assertThat(run(key, directory.resolve("agent.csr"))).isEqualTo(StartFailure.CANNOT_START);
        assertThat(key).hasContent("mine");
    }

    private static int run(Path key, Path request) {
        return new CommandLine(new RequestCommand())
                .setExecutionExceptionHandler(new StartFailure())
                .execute("--name", "client", "--key", key.toString(), "--request", request.toString());
    }
}
