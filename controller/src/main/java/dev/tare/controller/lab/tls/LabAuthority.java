package dev.tare.controller.lab.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs the certificates of one lab. Its key lives in memory only: when the lab's files are written nobody can sign
 * another. EC P-256, ECDSA with SHA-256.
 */
public final class LabAuthority {

    /** Agents whose clock is behind accept it all the same. */
    private static final Duration ALREADY = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;

    private final SecureRandom random = new SecureRandom();
    private final X500Name name;
    private final Instant notBefore;
    private final Instant notAfter;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private LabAuthority(String lab, Instant now, Duration validity) throws GeneralSecurityException, IOException {
        this.name = new X500Name("CN=Tare lab " + lab);
        this.notBefore = now.minus(ALREADY);
        this.notAfter = now.plus(validity);
        this.keys = keyPair();
        X509v3CertificateBuilder builder = builder(name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        this.certificate = sign(builder);
    }

    public static LabAuthority create(String lab, Instant now, Duration validity)
            throws GeneralSecurityException, IOException {
        return new LabAuthority(lab, now, validity);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A new key and its certificate. */
    public Issued issue(Identity identity) throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair();
        X509v3CertificateBuilder builder = builder(new X500Name("CN=" + identity.name()), pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(identity.purpose().keyPurpose()));
        builder.addExtension(Extension.subjectAlternativeName, false, names(identity));
        return new Issued(identity, sign(builder), pair.getPrivate());
    }

    private static GeneralNames names(Identity identity) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, identity.name()));
        identity.addresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private X509v3CertificateBuilder builder(X500Name subject, PublicKey key)
            throws GeneralSecurityException, IOException {
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(0);
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(name, serial, Date.from(notBefore), Date.from(notAfter), subject, key);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
        return builder;
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException impossible) {
            throw new GeneralSecurityException("this Java cannot sign with ECDSA", impossible);
        }
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }
}
