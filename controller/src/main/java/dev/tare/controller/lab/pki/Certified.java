package dev.tare.controller.lab.pki;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that this authority has signed.
 *
 * @param address at which the host is reached; empty for the controller
 * @param revokedAt null while it is not revoked
 */
public record Certified(
        String name,
        String address,
        BigInteger serial,
        Instant notAfter,
        @Nullable Instant revokedAt) {

    private static final int IP_ADDRESS = 7;

    static Certified of(X509Certificate certificate, @Nullable Instant revokedAt) throws CertificateParsingException {
        return new Certified(
                certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", ""),
                address(certificate),
                certificate.getSerialNumber(),
                certificate.getNotAfter().toInstant(),
                revokedAt);
    }

    private static String address(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names =
                Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        return names.stream()
                .filter(name -> name.getFirst().equals(IP_ADDRESS))
                .map(name -> String.valueOf(name.get(1)))
                .findFirst()
                .orElse("");
    }

    /** Would it be believed at that time? */
    public boolean isLive(Instant now) {
        return revokedAt == null && now.isBefore(notAfter);
    }
}
