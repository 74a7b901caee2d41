package dev.tare.probe.socket;

import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.OpenSsl;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a side of a trial will speak: TLS 1.3, one cipher, one certificate; no tickets, no file of settings. Whoever else calls, or
 * answers, is refused. Certificates' dates are not looked at: a guest may not know the time.
 */
final class TlsContext implements AutoCloseable {

    /** Beside the Java that runs us, in the bundle. */
    private static final Path IN_BUNDLE =
            Path.of(System.getProperty("java.home")).resolveSibling("probe").resolve("lib");

    // include/openssl of 3.x
    private static final long INIT_NO_LOAD_CONFIG = 0x80;
    private static final long INIT_NO_ATEXIT = 0x80000;
    private static final int CTRL_SET_READ_AHEAD = 41;
    private static final int CTRL_SET_MIN_PROTO_VERSION = 123;
    private static final int CTRL_SET_MAX_PROTO_VERSION = 124;
    static final int TLS1_3 = 0x0304;

    /** The end of the connection is the end of the stream: what is missing then, both sides' counts tell. */
    private static final long OP_IGNORE_UNEXPECTED_EOF = 0x80;

    private static final long FLAG_NO_CHECK_TIME = 0x200000;
    private static final int VERIFY_PEER = 1;
    private static final int EVP_PKEY_EC = 408;

    /** Of one system call: some records together, as many bytes as a virtual link has in a packet and more. */
    private static final int READ_BYTES = 128 * 1024;

    private static OpenSsl.@Nullable Library library;

    private final OpenSsl openssl;
    private final long context;
    /** What OpenSSL was shown: it lives as long as somebody knows it. */
    private final List<NativeMemory> shown = new ArrayList<>();

    /** For one connection. */
    TlsContext(boolean client, TlsCipher cipher) throws ProbeFailure {
        openssl = new OpenSsl(library());
        require(openssl.callInt("OPENSSL_init_ssl", INIT_NO_LOAD_CONFIG | INIT_NO_ATEXIT, 0), "OPENSSL_init_ssl");
        context = openssl.call("SSL_CTX_new", openssl.call("TLS_method"));
        require(context, "SSL_CTX_new");
        openssl.call("SSL_CTX_ctrl", context, CTRL_SET_MIN_PROTO_VERSION, TLS1_3, 0);
        openssl.call("SSL_CTX_ctrl", context, CTRL_SET_MAX_PROTO_VERSION, TLS1_3, 0);
        openssl.call("SSL_CTX_ctrl", context, CTRL_SET_READ_AHEAD, 1, 0);
        openssl.call("SSL_CTX_set_default_read_buffer_len", context, READ_BYTES);
        openssl.call("SSL_CTX_set_options", context, OP_IGNORE_UNEXPECTED_EOF);
        openssl.call("SSL_CTX_set_num_tickets", context, 0);
        cipher(cipher);
        if (client) {
            trust();
        } else {
            show();
        }
    }

    private static synchronized OpenSsl.Library library() throws ProbeFailure {
        OpenSsl.Library loaded = library;
        if (loaded == null) {
            try {
                loaded = Files.isDirectory(IN_BUNDLE) ? OpenSsl.Library.in(IN_BUNDLE) : OpenSsl.Library.ofMachine();
            } catch (IOException e) {
                throw new ProbeFailure(
                        FailureCode.OPTION_UNAVAILABLE,
                        "TLS needs OpenSSL 3 in the bundle, which was built without or cannot load it here: "
                                + e.getMessage() + "; install libssl3 where the bundle is built, and build it again");
            }
            library = loaded;
        }
        return loaded;
    }

    /** Whether there is an OpenSSL. */
    static boolean isThere() {
        try {
            library();
            return true;
        } catch (ProbeFailure e) {
            return false;
        }
    }

    private void cipher(TlsCipher cipher) throws ProbeFailure {
        NativeMemory terminated = memory((cipher.suite() + '\0').getBytes(StandardCharsets.US_ASCII));
        require(openssl.callInt("SSL_CTX_set_ciphersuites", context, terminated.address()), cipher.suite());
    }

    private void show() throws ProbeFailure {
        NativeMemory certificate = memory(TrafficCertificate.certificate());
        NativeMemory key = memory(TrafficCertificate.key());
        require(
                openssl.callInt("SSL_CTX_use_certificate_ASN1", context, certificate.size(), certificate.address()),
                "the certificate");
        require(
                openssl.callInt("SSL_CTX_use_PrivateKey_ASN1", EVP_PKEY_EC, context, key.address(), key.size()),
                "the certificate's key");
    }

    private void trust() throws ProbeFailure {
        NativeMemory certificate = memory(TrafficCertificate.certificate());
        NativeMemory at = memory(new byte[Long.BYTES]);
        at.bytes().putLong(0, certificate.address());
        long parsed = openssl.call("d2i_X509", 0, at.address(), certificate.size());
        require(parsed, "the certificate");
        long store = openssl.call("SSL_CTX_get_cert_store", context);
        require(openssl.callInt("X509_STORE_add_cert", store, parsed), "trust in the certificate");
        openssl.call("X509_STORE_set_flags", store, FLAG_NO_CHECK_TIME);
        openssl.call("X509_free", parsed);
        openssl.call("SSL_CTX_set_verify", context, VERIFY_PEER, 0);
    }

    private NativeMemory memory(byte[] bytes) {
        NativeMemory memory = new NativeMemory(bytes.length);
        memory.bytes().put(0, bytes);
        shown.add(memory);
        return memory;
    }

    private void require(long result, String what) throws ProbeFailure {
        if (result == 0 || result == -1) {
            throw new ProbeFailure(FailureCode.INTERNAL, "OpenSSL refuses " + what + ": " + openssl.errorText());
        }
    }

    OpenSsl openssl() {
        return openssl;
    }

    /** An {@code SSL} on a socket, which stays open when that is freed. */
    long on(int fd) throws ProbeFailure {
        long ssl = openssl.call("SSL_new", context);
        require(ssl, "SSL_new");
        require(openssl.callInt("SSL_set_fd", ssl, fd), "SSL_set_fd");
        return ssl;
    }

    @Override
    public void close() {
        openssl.call("SSL_CTX_free", context);
    }
}
