package dev.tare.controller.lab.tls;

import dev.tare.common.tls.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The PEM files of a lab: {@code ca.pem}, and for each identity {@code NAME.pem} and {@code NAME.key} (PKCS #8, 0600). */
public record TlsFolder(Path folder) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Makes an authority, lets it sign for all identities, writes the files and forgets the authority's key. */
    public void write(String lab, Instant now, Duration validity, List<Identity> identities)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        LabAuthority authority = LabAuthority.create(lab, now, validity);
        write(authority(), "CERTIFICATE", authority.certificate().getEncoded());
        for (Identity identity : identities) {
            Issued issued = authority.issue(identity, now, validity);
            write(
                    certificate(identity.name()),
                    "CERTIFICATE",
                    issued.certificate().getEncoded());
            write(key(identity.name()), "PRIVATE KEY", issued.key().getEncoded());
        }
    }

    public Path authority() {
        return folder.resolve("ca.pem");
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        // made with its permissions, so that there is no moment in which others can read a key
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, Pem.text(label, der), StandardOpenOption.TRUNCATE_EXISTING);
    }
}
