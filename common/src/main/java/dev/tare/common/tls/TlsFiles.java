package dev.tare.common.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of one end.
 *
 * @param authority one or more certificates; whoever one of them signed is believed
 * @param certificate this end's own, the authorities between it and the root after it
 * @param key PKCS #8, not encrypted
 * @param revocations the authority's list of certificates that are good no more (X.509 CRL); null: none ever is
 */
public record TlsFiles(
        Path authority,
        Path certificate,
        Path key,
        @Nullable Path revocations) {

    /** Without a list of revoked certificates. */
    public TlsFiles(Path authority, Path certificate, Path key) {
        this(authority, certificate, key, null);
    }

    /** All that must be readable. */
    public List<Path> all() {
        List<Path> files = new ArrayList<>(List.of(authority, certificate, key));
        if (revocations != null) {
            files.add(revocations);
        }
        return List.copyOf(files);
    }
}
