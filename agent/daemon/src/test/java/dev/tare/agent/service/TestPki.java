package dev.tare.agent.service;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority in a directory: {@code ca.pem}, and {@code NAME.pem}, {@code NAME.key} for those it signs. */
final class TestPki {

    private final Path directory;
    private final KeyPair authority;
    private final X500Name name;
    private final Map<String, Long> serials = new HashMap<>();
    private long serial = 1;

    TestPki(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.authority = keyPair();
        this.name = new X500Name("CN=authority " + directory.getFileName());
        X509v3CertificateBuilder builder = builder(name, authority);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        write("ca.pem", sign(builder));
        revoke();
    }

    /** For 127.0.0.1. */
    TestPki issue(String who) throws Exception {
        KeyPair pair = keyPair();
        X509v3CertificateBuilder builder = builder(new X500Name("CN=" + who), pair);
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        write(who + ".pem", sign(builder));
        serials.put(who, serial - 1);
        write(who + ".key", new JcaPKCS8Generator(pair.getPrivate(), null).generate());
        return this;
    }

    /** Writes the list of revoked certificates: the newest of each of these. */
    TestPki revoke(String... revoked) throws Exception {
        Instant now = Instant.now();
        var list = new X509v2CRLBuilder(name, Date.from(now.minus(1, ChronoUnit.HOURS)));
        list.setNextUpdate(Date.from(now.plus(1, ChronoUnit.DAYS)));
        for (String who : revoked) {
            list.addCRLEntry(BigInteger.valueOf(serials.getOrDefault(who, 0L)), Date.from(now), 0);
        }
        write("crl.pem", list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
        return this;
    }

    /** Of the newest certificate of that name. */
    long serial(String who) {
        return serials.getOrDefault(who, 0L);
    }

    Path file(String fileName) {
        return directory.resolve(fileName);
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial++),
                Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                subject,
                pair.getPublic());
    }

    private Object sign(X509v3CertificateBuilder builder) throws OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
    }

    private void write(String fileName, Object pem) throws IOException {
        try (Writer file = Files.newBufferedWriter(directory.resolve(fileName));
                JcaPEMWriter writer = new JcaPEMWriter(file)) {
            writer.writeObject(pem);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
