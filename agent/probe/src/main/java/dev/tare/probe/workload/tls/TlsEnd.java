package dev.tare.probe.workload.tls;

import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.TlsCipher;
import dev.tare.probe.socket.TlsConnection;
import dev.tare.probe.workload.lane.Link;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A link's TLS, once hands are shaken. */
final class TlsEnd {

    private final Link link;
    private final boolean client;
    private final TlsCipher cipher;
    private @Nullable TlsConnection connection;

    TlsEnd(Link link, boolean client, TlsCipher cipher) {
        this.link = link;
        this.client = client;
        this.cipher = cipher;
    }

    Link link() {
        return link;
    }

    void open(Patience patience) throws ProbeFailure, Stopped {
        connection = TlsConnection.open(link.socket(), link.name(), client, cipher, patience);
    }

    TlsConnection connection() {
        TlsConnection opened = connection;
        if (opened == null) {
            throw new IllegalStateException("no handshake yet on " + link.name());
        }
        return opened;
    }

    Optional<String> agreed() {
        return Optional.ofNullable(connection)
                .map(it -> "TLSv1.3 " + it.cipher().suite());
    }

    void close() {
        TlsConnection opened = connection;
        if (opened != null) {
            opened.close();
        }
    }
}
