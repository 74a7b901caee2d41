package dev.tare.common.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** What the files held at one moment; certificates and signatures are judged by Java's own PKIX, lists of revoked ones too. */
final class Credentials {

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final X509ExtendedTrustManager trust;
    private final @Nullable X509CRL revocations;

    private Credentials(
            List<X509Certificate> chain,
            PrivateKey key,
            X509ExtendedTrustManager trust,
            @Nullable X509CRL revocations) {
        this.chain = chain;
        this.key = key;
        this.trust = trust;
        this.revocations = revocations;
    }

    static Credentials read(TlsFiles files) throws IOException, GeneralSecurityException {
        List<X509Certificate> authorities = Pem.certificates(files.authority());
        List<X509Certificate> chain = Pem.certificates(files.certificate());
        PublicKey own = chain.getFirst().getPublicKey();
        PrivateKey key = Pem.key(files.key(), own.getAlgorithm());
        if (!belongTogether(own, key)) {
            throw new GeneralSecurityException(files.key() + " is not the key of " + files.certificate());
        }
        X509CRL revocations = revocations(files.revocations(), authorities);
        return new Credentials(chain, key, trust(authorities, revocations), revocations);
    }

    private static @Nullable X509CRL revocations(@Nullable Path file, List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        if (file == null) {
            return null;
        }
        X509CRL list = Pem.revocations(file);
        for (X509Certificate authority : authorities) {
            if (authority.getSubjectX500Principal().equals(list.getIssuerX500Principal())) {
                list.verify(authority.getPublicKey());
                return list;
            }
        }
        throw new GeneralSecurityException(
                file + " is signed by " + list.getIssuerX500Principal() + ", which is not this lab's authority");
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) throws GeneralSecurityException {
        String algorithm = switch (open.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> open.getAlgorithm();
        };
        byte[] anything = {1, 2, 3, 4};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(anything);
        return signature.verify(signed);
    }

    private static X509ExtendedTrustManager trust(List<X509Certificate> authorities, @Nullable X509CRL revocations)
            throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            anchors.setCertificateEntry("authority" + i, authorities.get(i));
        }
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(revocations != null);
        if (revocations != null) {
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(revocations))));
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            // the list is a file here: nobody is asked over the network
            checker.setOptions(
                    EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    X509Certificate[] chain() {
        return chain.toArray(X509Certificate[]::new);
    }

    PrivateKey key() {
        return key;
    }

    X509ExtendedTrustManager trust() {
        return trust;
    }

    boolean isRevoked(X509Certificate certificate) {
        return revocations != null && revocations.isRevoked(certificate);
    }
}
