package dev.tare.agent;

import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.common.tls.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes a key that never leaves this host, and the request by which an authority signs a certificate for it. Java's own
 * {@code keytool} does both; what is left to do here is to write the key as the agent reads it.
 */
@Command(
        name = "tare-agent request",
        mixinStandardHelpOptions = true,
        description = "Makes a key on this host and a request (PKCS #10) for tare pki issue to sign.")
final class RequestCommand implements Callable<Integer> {

    private static final String ALIAS = "agent";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Of a key store that lives for a second in a folder that nobody else can read. */
    private static final String PASSWORD = "not-a-secret";

    /** A second, on a machine that is not busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--name", required = true, description = "name of this host in the lab, e.g. client")
    private String name = "";

    @Option(names = "--key", required = true, description = "PEM: where the new key goes; must not exist")
    private Path key = Path.of("");

    @Option(names = "--request", required = true, description = "PEM: where the request goes; replaced")
    private Path request = Path.of("");

    @Override
    public Integer call() throws Exception {
        if (Files.exists(key)) {
            throw new IOException(key + " is there already; a key is never replaced: name another file");
        }
        Path folder = Files.createTempDirectory("tare-request-");
        Path store = folder.resolve("keys.p12");
        try {
            keytool(store, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name);
            keytool(store, "-certreq", "-file", request.toAbsolutePath().toString());
            write(store);
        } finally {
            Files.deleteIfExists(store);
            Files.delete(folder);
        }
        return 0;
    }

    private void keytool(Path store, String command, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        words.addAll(List.of("-alias", ALIAS, "-keystore", store.toString(), "-storetype", "PKCS12"));
        words.addAll(List.of("-storepass", PASSWORD));
        words.addAll(List.of(options));
        Commands.ofSystem().run(words, Deadline.after(PATIENCE));
    }

    private void write(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key secret = keys.getKey(ALIAS, PASSWORD.toCharArray());
        // made with its permissions, so that there is no moment in which others can read it
        Files.createFile(key, OWNER_ONLY);
        Files.writeString(key, Pem.text("PRIVATE KEY", secret.getEncoded()));
    }
}
