package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.OpenSsl;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import java.util.concurrent.TimeUnit;

/**
 * TLS 1.3 on a connection that is there already. One thread at a time; to get it out of a call another wakes the socket. Sending
 * and receiving allocate nothing.
 */
public final class TlsConnection implements AutoCloseable {

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(Poll.SLICE_MILLIS);

    private final TlsContext context;
    private final OpenSsl openssl;
    private final TlsCipher cipher;
    private final long ssl;
    private boolean open = true;

    private TlsConnection(TlsContext context, TlsCipher cipher, long ssl) {
        this.context = context;
        this.openssl = context.openssl();
        this.cipher = cipher;
        this.ssl = ssl;
    }

    /** Whether what it takes is on this machine, or in the bundle. */
    public static boolean isPossible() {
        return TlsContext.isThere();
    }

    /** Shakes hands. */
    public static TlsConnection open(TcpSocket socket, String name, boolean client, TlsCipher cipher, Patience patience)
            throws ProbeFailure, Stopped {
        TlsContext context = new TlsContext(client, cipher);
        TlsConnection connection = new TlsConnection(context, cipher, context.on(socket.fd()));
        boolean agreed = false;
        try {
            socket.options().receiveTimeout(SLICE_NANOS);
            connection.shakeHands(client, name, patience);
            socket.options().receiveTimeout(0);
            agreed = true;
            return connection;
        } finally {
            if (!agreed) {
                connection.close();
            }
        }
    }

    private void shakeHands(boolean client, String name, Patience patience) throws ProbeFailure, Stopped {
        openssl.call("ERR_clear_error");
        int result = step(client);
        while (result != 1) {
            int error = openssl.error(ssl, result);
            boolean over = patience.isOver();
            if (error != OpenSsl.ERROR_WANT_READ && error != OpenSsl.ERROR_WANT_WRITE) {
                throw failed(error, "the TLS handshake on " + name);
            }
            if (over) {
                throw new ProbeFailure(FailureCode.CONNECT_FAILED, "no TLS handshake on " + name + " in time");
            }
            result = step(client);
        }
        int version = openssl.callInt("SSL_version", ssl);
        int number =
                openssl.callInt("SSL_CIPHER_get_protocol_id", openssl.call("SSL_get_current_cipher", ssl)) & 0xffff;
        if (version != TlsContext.TLS1_3 || number != cipher.number()) {
            throw new ProbeFailure(
                    FailureCode.PEER_GARBAGE,
                    "TLS on %s came to version %x and cipher %x".formatted(name, version, number));
        }
    }

    private int step(boolean client) {
        return openssl.callInt(client ? "SSL_connect" : "SSL_accept", ssl);
    }

    /** What was agreed on, after the handshake: this and nothing else was offered. */
    public TlsCipher cipher() {
        return cipher;
    }

    /** Bytes sent, at least one, after waiting for room; or {@code -errno}. */
    public long send(long address, int length) throws ProbeFailure {
        int sent = openssl.write(ssl, address, length);
        while (sent <= 0) {
            int error = openssl.error(ssl, sent);
            if (error == OpenSsl.ERROR_SSL) {
                throw failed(error, "sending by TLS");
            }
            if (error != OpenSsl.ERROR_WANT_WRITE && error != OpenSsl.ERROR_WANT_READ) {
                return -Errno.EPIPE;
            }
            sent = openssl.write(ssl, address, length);
        }
        return sent;
    }

    /** Bytes received after waiting for any, zero at the end of the stream; or {@code -errno}. */
    public long receive(long address, int length) throws ProbeFailure {
        int received = openssl.read(ssl, address, length);
        while (received <= 0) {
            int error = openssl.error(ssl, received);
            if (error == OpenSsl.ERROR_ZERO_RETURN) {
                return 0;
            }
            if (error == OpenSsl.ERROR_SSL) {
                throw failed(error, "receiving by TLS");
            }
            if (error != OpenSsl.ERROR_WANT_WRITE && error != OpenSsl.ERROR_WANT_READ) {
                return -Errno.ECONNRESET;
            }
            received = openssl.read(ssl, address, length);
        }
        return received;
    }

    private ProbeFailure failed(int error, String doing) {
        String words = openssl.errorText();
        boolean refused = error == OpenSsl.ERROR_SSL && !words.isEmpty();
        return new ProbeFailure(
                refused ? FailureCode.PEER_GARBAGE : FailureCode.PEER_CLOSED,
                doing + ": " + (refused ? words : "the peer ended the connection"));
    }

    /** Tells the peer that no more comes. An error here shows at the next call. */
    public void farewell() {
        openssl.call("SSL_shutdown", ssl);
        openssl.call("ERR_clear_error");
    }

    /** The socket stays open. */
    @Override
    public void close() {
        if (open) {
            open = false;
            openssl.call("SSL_free", ssl);
            context.close();
        }
    }
}
