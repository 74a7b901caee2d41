package dev.tare.common.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM files (RFC 7468), read with what every Java has: an agent carries no library for them. */
public final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final int LINE_CHARACTERS = 64;

    private Pem() {}

    /** All certificates of a file, in its order; at least one. */
    public static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates = factory().generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("no certificate in " + file);
            }
            return certificates;
        }
    }

    /** The list of revoked certificates in a file. */
    public static X509CRL revocations(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509CRL) factory().generateCRL(in);
        }
    }

    /**
     * A private key.
     *
     * @param algorithm of the public key that it belongs to, e.g. {@code EC}
     */
    public static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(Files.readString(file));
        if (!found.find()) {
            throw new GeneralSecurityException("no PKCS #8 key (BEGIN PRIVATE KEY) in " + file);
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** The text of one object, e.g. {@code CERTIFICATE}. */
    public static String text(String label, byte[] der) {
        byte[] newline = {'\n'};
        String body = Base64.getMimeEncoder(LINE_CHARACTERS, newline).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static CertificateFactory factory() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509");
    }
}
