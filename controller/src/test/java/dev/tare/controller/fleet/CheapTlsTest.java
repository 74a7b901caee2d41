package dev.tare.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.GrpcSslContexts;
import io.netty.buffer.UnpooledByteBufAllocator;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

final class CheapTlsTest {

    @Test
    void oneCipherAndGroupsOfOneKindAreOffered() throws Exception {
        SSLEngine engine = new CheapTls(GrpcSslContexts.forClient().build())
                .newEngine(UnpooledByteBufAllocator.DEFAULT, "127.0.0.1", 7411);

        assertThat(engine.getSSLParameters().getCipherSuites()).containsExactly("TLS_CHACHA20_POLY1305_SHA256");
        assertThat(engine.getSSLParameters().getNamedGroups()).containsExactly("x25519", "x448");
    }

    @Test
    void whereJavaMayUseNoneOfTheWantedAllAreOffered() {
        String[] all = {"secp256r1", "ffdhe2048"};

        assertThat(CheapTls.those(new String[] {"x25519", "x448"}, all)).containsExactly(all);
        assertThat(CheapTls.those(new String[] {"x25519", "x448"}, new String[] {"secp256r1", "x448"}))
                .containsExactly("x448");
    }
}
