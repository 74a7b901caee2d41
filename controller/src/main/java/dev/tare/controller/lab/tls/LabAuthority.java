package dev.tare.controller.lab.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs the certificates of one lab, and the list of those that are good no more. EC P-256, ECDSA with SHA-256. */
public final class LabAuthority {

    /** Whose clock is behind accepts what was signed all the same. */
    private static final Duration ALREADY = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Name name;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private LabAuthority(X500Name name, X509Certificate certificate, PrivateKey key) {
        this.name = name;
        this.certificate = certificate;
        this.key = key;
    }

    /** A new one. Its key is in memory only until somebody writes it. */
    public static LabAuthority create(String lab, Instant now, Duration validity)
            throws GeneralSecurityException, IOException {
        X500Name name = new X500Name("CN=Tare lab " + lab);
        KeyPair keys = keyPair();
        X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), now, now.plus(validity));
        identifiers(builder, keys.getPublic(), keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new LabAuthority(name, certificate(builder, keys.getPrivate()), keys.getPrivate());
    }

    /** One whose key was kept. */
    public static LabAuthority of(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        return new LabAuthority(new JcaX509CertificateHolder(certificate).getSubject(), certificate, key);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return key;
    }

    /** A new key and its certificate. */
    public Issued issue(Identity identity, Instant now, Duration validity)
            throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair();
        return new Issued(identity, certify(identity, pair.getPublic(), now, validity), pair.getPrivate());
    }

    /** A certificate for somebody else's key; it ends with this authority's own at the latest. */
    public X509Certificate certify(Identity identity, PublicKey of, Instant now, Duration validity)
            throws GeneralSecurityException, IOException {
        Instant last = certificate.getNotAfter().toInstant();
        Instant end = now.plus(validity).isAfter(last) ? last : now.plus(validity);
        X509v3CertificateBuilder builder = builder(name, new X500Name("CN=" + identity.name()), of, now, end);
        identifiers(builder, of, certificate.getPublicKey());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(identity.purpose().keyPurpose()));
        builder.addExtension(Extension.subjectAlternativeName, false, names(identity));
        return certificate(builder, key);
    }

    /**
     * The list of revoked certificates. It is handed out, not fetched, so it is good as long as its authority.
     *
     * @param revoked serial numbers, and since when
     */
    public X509CRL revocations(Map<BigInteger, Instant> revoked, Instant now)
            throws GeneralSecurityException, IOException {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(now.minus(ALREADY)));
        builder.setNextUpdate(certificate.getNotAfter());
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
        revoked.forEach((serial, since) -> builder.addCRLEntry(serial, Date.from(since), CRLReason.unspecified));
        return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
    }

    private static GeneralNames names(Identity identity) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, identity.name()));
        identity.addresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant end) {
        BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(0);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(ALREADY)), Date.from(end), subject, key);
    }

    private static void identifiers(X509v3CertificateBuilder builder, PublicKey subject, PublicKey authority)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(subject));
        builder.addExtension(Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(authority));
    }

    private static X509Certificate certificate(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
    }

    private static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        } catch (OperatorCreationException impossible) {
            throw new GeneralSecurityException("this Java cannot sign with ECDSA", impossible);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }
}
