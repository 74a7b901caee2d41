package dev.tare.controller.lab.pki;

import dev.tare.common.tls.Pem;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.HostName;
import dev.tare.controller.lab.tls.Issued;
import dev.tare.controller.lab.tls.LabAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
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
 * (with {@code NAME.key} where the key was made here), and every certificate ever signed in {@code issued/SERIAL.pem}. There
 * a key that is made here is first, as {@code issued/SERIAL.key}, until key and certificate are both under their name.
 */
final class PkiFolder {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOR_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Disk disk;

    PkiFolder(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Has an init ever been here? Where none has, nothing is made by any other command. */
    boolean isBegun() throws IOException {
        return hasAuthority() || Files.exists(lockFile());
    }

    /** One command at a time; closed at its end. What one before it was interrupted in is settled first. */
    PkiLock lock() throws IOException, GeneralSecurityException {
        // looked for before the lock file is: an init that left something, or is at it now, made that first
        List<Path> left = left();
        if (!left.isEmpty() && !isBegun()) {
            throw TareException.usage(
                    folder + " is no authority's, and " + left.getFirst()
                            + " would be replaced or deleted as what an interrupted command left",
                    "name a new folder, or take that file out of this one");
        }
        disk.createDirectories(folder, OWNER_FOLDER);
        disk.createDirectories(issued(), OWNER_FOLDER);
        PkiLock lock = PkiLock.take(lockFile());
        boolean settled = false;
        try {
            settle();
            settled = true;
            return lock;
        } finally {
            if (!settled) {
                lock.close();
            }
        }
    }

    boolean hasAuthority() throws IOException {
        return has(Missing.CERTIFICATE);
    }

    /** Something in it: a machine that goes off may leave a file of nothing, where it was written by a version before this one. */
    boolean has(String name) throws IOException {
        return isThere(folder.resolve(name));
    }

    LabAuthority authority() throws IOException, GeneralSecurityException {
        require(Missing.CERTIFICATE);
        require(Missing.KEY);
        require(Missing.REVOCATIONS);
        return signer();
    }

    /** The same while its list of revoked certificates is yet to be made. */
    LabAuthority signer() throws IOException, GeneralSecurityException {
        require(Missing.KEY);
        X509Certificate certificate = read(folder.resolve(Missing.CERTIFICATE));
        return LabAuthority.of(
                certificate,
                Pem.key(folder.resolve(Missing.KEY), certificate.getPublicKey().getAlgorithm()));
    }

    void require(String name) throws IOException, GeneralSecurityException {
        if (!has(name)) {
            throw missing(name);
        }
    }

    TareException missing(String name) throws IOException, GeneralSecurityException {
        List<String> hosts = hosts();
        // one that is there by now is not lost: since it was looked for, an init has made it and they were certified
        return new Missing(folder, name, has(name) ? List.of() : hosts).refusal();
    }

    /** Whoever was certified, but for the controller. */
    List<String> hosts() throws IOException, GeneralSecurityException {
        List<String> hosts = new ArrayList<>();
        for (X509Certificate certificate : all()) {
            hosts.add(Certified.of(certificate, null).name());
        }
        return hosts.stream()
                .filter(name -> !name.equals(HostName.CONTROLLER))
                .distinct()
                .sorted()
                .toList();
    }

    void writeKey(LabAuthority authority) throws IOException {
        put(folder.resolve(Missing.KEY), "PRIVATE KEY", authority.key().getEncoded(), OWNER_ONLY);
    }

    void writeCertificate(LabAuthority authority) throws IOException, GeneralSecurityException {
        put(folder.resolve(Missing.CERTIFICATE), authority.certificate());
    }

    /** Everything ever signed, the oldest first. */
    List<X509Certificate> all() throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files(issued(), ".pem")) {
            certificates.add(read(file));
        }
        certificates.sort(Comparator.comparing(X509Certificate::getNotBefore));
        return certificates;
    }

    /** Of an authority that never came about. */
    void forgetAll() throws IOException {
        for (Path file : files(issued(), ".pem")) {
            disk.delete(file);
        }
    }

    /** The last that was signed for a name. */
    Optional<X509Certificate> newest(String name) throws IOException, GeneralSecurityException {
        return hasCertificate(name) ? Optional.of(read(named(name, ".pem"))) : Optional.empty();
    }

    boolean hasCertificate(String name) throws IOException {
        return isThere(named(name, ".pem"));
    }

    boolean hasKey(String name) throws IOException {
        return isThere(named(name, ".key"));
    }

    /** For a key that is elsewhere. */
    void write(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        put(signed(certificate, ".pem"), certificate);
        put(named(name, ".pem"), certificate);
    }

    void write(Issued issued) throws IOException, GeneralSecurityException {
        Path key = signed(issued.certificate(), ".key");
        put(key, "PRIVATE KEY", issued.key().getEncoded(), OWNER_ONLY);
        put(signed(issued.certificate(), ".pem"), issued.certificate());
        putDown(issued.certificate(), key);
    }

    /** Serial numbers of what was revoked, and since when. */
    Map<BigInteger, Instant> revoked() throws IOException, GeneralSecurityException {
        require(Missing.REVOCATIONS);
        Map<BigInteger, Instant> revoked = new HashMap<>();
        var entries = Pem.revocations(folder.resolve(Missing.REVOCATIONS)).getRevokedCertificates();
        if (entries != null) {
            entries.forEach(entry -> revoked.put(
                    entry.getSerialNumber(), entry.getRevocationDate().toInstant()));
        }
        return revoked;
    }

    void write(X509CRL list) throws IOException, GeneralSecurityException {
        put(folder.resolve(Missing.REVOCATIONS), "X509 CRL", list.getEncoded(), FOR_ALL);
    }

    /** What was signed is put down under its name; a key for which nothing was signed is forgotten, and so is what is half a file. */
    private void settle() throws IOException, GeneralSecurityException {
        for (Path half : halves()) {
            disk.delete(half);
        }
        for (Path key : files(issued(), ".key")) {
            Path certificate = key.resolveSibling(key.getFileName().toString().replaceFirst("[.]key$", ".pem"));
            if (isThere(certificate)) {
                putDown(read(certificate), key);
            } else {
                disk.delete(key);
            }
        }
    }

    private List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>(halves());
        left.addAll(files(issued(), ".key"));
        left.addAll(files(issued(), ".pem"));
        for (String name : List.of("ca.key", "crl.pem", "controller.key", "controller.pem")) {
            if (Files.isRegularFile(folder.resolve(name))) {
                left.add(folder.resolve(name));
            }
        }
        return left;
    }

    private List<Path> halves() throws IOException {
        List<Path> halves = new ArrayList<>();
        for (Path directory : List.of(folder, issued())) {
            for (String ending : List.of(".pem.new", ".key.new")) {
                halves.addAll(files(directory, ending));
            }
        }
        return halves;
    }

    /** The key first: a certificate that is there has its key. */
    private void putDown(X509Certificate certificate, Path key) throws IOException, GeneralSecurityException {
        String name = Certified.of(certificate, null).name();
        disk.write(named(name, ".key"), Files.readAllBytes(key), OWNER_ONLY);
        put(named(name, ".pem"), certificate);
        disk.delete(key);
    }

    private static X509Certificate read(Path file) throws IOException {
        try {
            return Pem.certificates(file).getFirst();
        } catch (GeneralSecurityException e) {
            throw TareException.usage(
                    file + " holds no certificate: " + e.getMessage(),
                    "put it back from a copy; or delete it, where the machine went off while it was written");
        }
    }

    /** Whoever may not look is told so, and not that it is missing. */
    private static boolean isThere(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.isRegularFile() && found.size() > 0;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private Path lockFile() {
        return folder.resolve(".lock");
    }

    private Path issued() {
        return folder.resolve("issued");
    }

    private Path signed(X509Certificate certificate, String ending) {
        return issued().resolve(certificate.getSerialNumber().toString(16) + ending);
    }

    private Path named(String name, String ending) {
        return folder.resolve(name + ending);
    }

    private void put(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        put(file, "CERTIFICATE", certificate.getEncoded(), FOR_ALL);
    }

    private void put(Path file, String label, byte[] der, FileAttribute<?> permissions) throws IOException {
        disk.write(file, Pem.text(label, der).getBytes(StandardCharsets.US_ASCII), permissions);
    }
}
