package dev.tare.controller.fleet;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Of what TLS 1.3 may be made of, what costs a program least that only Java's first compiler compiles, as this one and the
 * agents are: there AES has no instruction of its own and ChaCha20 takes two thirds of the time for a short record; and for a
 * curve of NIST beside X25519 a second key would be made for each connection, which no agent ever chose.
 */
final class CheapTls extends DelegatingSslContext {

    private static final String[] CIPHERS = {"TLS_CHACHA20_POLY1305_SHA256"};

    /** Of one kind: a key is made for the first of each. */
    private static final String[] GROUPS = {"x25519", "x448"};

    CheapTls(SslContext tls) {
        super(tls);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setCipherSuites(those(CIPHERS, parameters.getCipherSuites()));
        String[] groups = parameters.getNamedGroups();
        if (groups != null) {
            parameters.setNamedGroups(those(GROUPS, groups));
        }
        engine.setSSLParameters(parameters);
    }

    /** Those of the wanted that there are; all where this Java may use none of them. */
    static String[] those(String[] wanted, String[] all) {
        String[] found =
                Arrays.stream(wanted).filter(Arrays.asList(all)::contains).toArray(String[]::new);
        return found.length == 0 ? all : found;
    }
}
