package dev.tare.common.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that follow their files. Each handshake looks whether one was replaced, so a new certificate or list is in
 * use without a restart and without a thread that watches; connections that exist go on.
 *
 * <p>While the files do not belong together, as in the moment between the replacing of a key and of its certificate, the
 * former ones stay in use.
 */
public final class LiveCredentials {

    private final TlsFiles files;
    private final Consumer<String> talk;
    private Credentials current;
    private List<Stamp> read;
    private @Nullable List<Stamp> refused;

    private LiveCredentials(TlsFiles files, Consumer<String> talk, List<Stamp> read, Credentials current) {
        this.files = files;
        this.talk = talk;
        this.read = read;
        this.current = current;
    }

    /** What tells one content of a file from another; whoever replaces a file by renaming gives it another inode. */
    private record Stamp(
            FileTime changed, long bytes, @Nullable Object inode) {}

    /**
     * Reads the files for the first time.
     *
     * @param talk hears, a line each, of credentials that were replaced, or that were to be and cannot be used
     */
    public static LiveCredentials open(TlsFiles files, Consumer<String> talk)
            throws IOException, GeneralSecurityException {
        List<Stamp> stamps = stamps(files);
        return new LiveCredentials(files, talk, stamps, Credentials.read(files));
    }

    /** Shows this end's certificate. */
    public X509ExtendedKeyManager keyManager() {
        return new LiveKeyManager(this::current);
    }

    /** Judges the other end's. */
    public X509ExtendedTrustManager trustManager() {
        return new LiveTrustManager(this::current);
    }

    /** Is it on the list by now? For connections that are older than the list. */
    public boolean isRevoked(X509Certificate certificate) {
        return current().isRevoked(certificate);
    }

    private synchronized Credentials current() {
        List<Stamp> now;
        try {
            now = stamps(files);
        } catch (IOException e) {
            // being replaced, or taken away
            return current;
        }
        if (!now.equals(read) && !now.equals(refused)) {
            replace(now);
        }
        return current;
    }

    private void replace(List<Stamp> now) {
        try {
            current = Credentials.read(files);
            read = now;
            refused = null;
            talk.accept("certificates were replaced: " + current.chain()[0].getSubjectX500Principal() + ", good until "
                    + current.chain()[0].getNotAfter().toInstant());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            refused = now;
            talk.accept("the former certificates stay in use: " + e.getMessage());
        }
    }

    private static List<Stamp> stamps(TlsFiles files) throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : files.all()) {
            BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.add(new Stamp(of.lastModifiedTime(), of.size(), of.fileKey()));
        }
        return List.copyOf(stamps);
    }
}
