package dev.tare.common.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest certificate. A handshake chooses by an alias first and asks for certificate and key with it later; the
 * alias names the credentials that were current then, so that the two belong together whatever was replaced between.
 */
final class LiveKeyManager extends X509ExtendedKeyManager {

    private final Supplier<Credentials> live;
    private @Nullable Credentials newest;
    private @Nullable Credentials former;

    LiveKeyManager(Supplier<Credentials> live) {
        this.live = live;
    }

    private synchronized @Nullable String choose(@Nullable String... types) {
        Credentials now = live.get();
        if (now != newest) {
            former = newest;
            newest = now;
        }
        String own = now.key().getAlgorithm();
        boolean wanted =
                Stream.of(types).anyMatch(type -> type != null && (type.equals(own) || type.startsWith(own + "_")));
        return wanted ? alias(now) : null;
    }

    private static String alias(Credentials credentials) {
        return credentials.chain()[0].getSerialNumber().toString(Character.MAX_RADIX);
    }

    private synchronized @Nullable Credentials of(@Nullable String alias) {
        if (newest != null && alias(newest).equals(alias)) {
            return newest;
        }
        return former != null && alias(former).equals(alias) ? former : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(types);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(type);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return choose(types);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return choose(type);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return aliases(type);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return aliases(type);
    }

    private String @Nullable [] aliases(String type) {
        String alias = choose(type);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Credentials chosen = of(alias);
        return chosen == null ? null : chosen.chain();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Credentials chosen = of(alias);
        return chosen == null ? null : chosen.key();
    }
}
