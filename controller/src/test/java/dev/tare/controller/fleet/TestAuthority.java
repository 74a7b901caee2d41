package dev.tare.controller.fleet;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A lab's authority for tests: its certificate and any number of signed ones for 127.0.0.1, as PEM files. */
public final class TestAuthority {

    private final Path directory;
    private final X500Name name;
    private final KeyPair keys;
    private long serial = 1;

    public TestAuthority(Path directory, String name) throws IOException {
        this.directory = directory;
        this.name = new X500Name("CN=" + name);
        this.keys = newKeys();
        Files.createDirectories(directory);
        pem(certificate(), sign(this.name, keys, true));
    }

    public Path certificate() {
        return directory.resolve("ca.pem");
    }

    /** A certificate and its key. */
    public record Identity(Path certificate, Path key) {}

    public Identity issue(String commonName) throws IOException {
        KeyPair own = newKeys();
        Identity identity =
                new Identity(directory.resolve(commonName + ".pem"), directory.resolve(commonName + ".key"));
        pem(identity.certificate(), sign(new X500Name("CN=" + commonName), own, false));
        pem(identity.key(), new JcaPKCS8Generator(own.getPrivate(), null).generate());
        return identity;
    }

    private Object sign(X500Name subject, KeyPair subjectKeys, boolean authority) throws CertIOException {
        try {
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(serial++),
                    Date.from(now.minus(1, ChronoUnit.HOURS)),
                    Date.from(now.plus(1, ChronoUnit.DAYS)),
                    subject,
                    subjectKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pem(Path file, Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        Files.writeString(file, text.toString());
    }
}
