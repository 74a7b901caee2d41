package dev.tare.controller.lab.pki;

import dev.tare.common.tls.Pem;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.tls.LabAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of an authority: {@code ca.pem} and {@code ca.key}, {@code crl.pem}, the newest {@code NAME.pem} of each name
 * (with {@code NAME.key} where the key was made here), and every certificate ever signed in {@code issued/SERIAL.pem}.
 */
final class PkiFolder {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOR_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    PkiFolder(Path folder) {
        this.folder = folder;
    }

    /** One command at a time; closed at its end. */
    FileChannel lock() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNER_FOLDER);
        }
        Files.createDirectories(issued(), OWNER_FOLDER);
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    boolean hasAuthority() {
        return Files.exists(folder.resolve("ca.pem"));
    }

    LabAuthority authority() throws IOException, GeneralSecurityException {
        Path key = readable("ca.key");
        X509Certificate certificate = Pem.certificates(readable("ca.pem")).getFirst();
        return LabAuthority.of(
                certificate, Pem.key(key, certificate.getPublicKey().getAlgorithm()));
    }

    private Path readable(String name) {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw TareException.usage(
                    folder + " has no authority that can sign: " + file + " cannot be read",
                    "make one: tare pki init " + folder);
        }
        return file;
    }

    void writeKey(LabAuthority authority) throws IOException {
        write("ca.key", "PRIVATE KEY", authority.key().getEncoded(), OWNER_ONLY);
    }

    void writeCertificate(LabAuthority authority) throws IOException, GeneralSecurityException {
        writeCertificate("ca.pem", authority.certificate());
    }

    /** Everything ever signed, the oldest first. */
    List<X509Certificate> all() throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (Stream<Path> files = Files.list(issued())) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".pem")).toList()) {
                certificates.add(Pem.certificates(file).getFirst());
            }
        }
        certificates.sort(Comparator.comparing(X509Certificate::getNotBefore));
        return certificates;
    }

    /** The last that was signed for a name. */
    Optional<X509Certificate> newest(String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".pem");
        return Files.exists(file) ? Optional.of(Pem.certificates(file).getFirst()) : Optional.empty();
    }

    void write(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        writeCertificate("issued/" + certificate.getSerialNumber().toString(16) + ".pem", certificate);
        writeCertificate(name + ".pem", certificate);
    }

    void write(String name, PrivateKey key) throws IOException {
        write(name + ".key", "PRIVATE KEY", key.getEncoded(), OWNER_ONLY);
    }

    boolean hasKey(String name) {
        return Files.exists(folder.resolve(name + ".key"));
    }

    /** Serial numbers of what was revoked, and since when. */
    Map<BigInteger, Instant> revoked() throws IOException, GeneralSecurityException {
        Map<BigInteger, Instant> revoked = new HashMap<>();
        var entries = Pem.revocations(folder.resolve("crl.pem")).getRevokedCertificates();
        if (entries != null) {
            entries.forEach(entry -> revoked.put(
                    entry.getSerialNumber(), entry.getRevocationDate().toInstant()));
        }
        return revoked;
    }

    void write(X509CRL list) throws IOException, GeneralSecurityException {
        write("crl.pem", "X509 CRL", list.getEncoded(), FOR_ALL);
    }

    private Path issued() {
        return folder.resolve("issued");
    }

    private void writeCertificate(String file, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        write(file, "CERTIFICATE", certificate.getEncoded(), FOR_ALL);
    }

    /** Whole or not at all: a reader never sees half a file. */
    private void write(String file, String label, byte[] der, FileAttribute<?> permissions) throws IOException {
        Path target = folder.resolve(file);
        Path fresh = folder.resolve(file + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, permissions);
        Files.writeString(fresh, Pem.text(label, der));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
