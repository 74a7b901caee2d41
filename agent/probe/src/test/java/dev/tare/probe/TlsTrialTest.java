package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.probe.socket.TlsCipher;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sealed stream between two probes in this process, over loopback. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class TlsTrialTest {

    private static final long SOON_NANOS = 30_000_000;

    @ParameterizedTest
    @CsvSource({
        "aes-128-gcm, TLS_AES_128_GCM_SHA256, upload, 524288, 1",
        "aes-256-gcm, TLS_AES_256_GCM_SHA384, download, 16385, 3",
        "chacha20-poly1305, TLS_CHACHA20_POLY1305_SHA256, upload, 100, 1",
        "aes-128-gcm, TLS_AES_128_GCM_SHA256, download, 1, 2",
    })
    void theReceiversApplicationHasWhatTheSendersWrote(
            String cipher, String suite, String direction, String block, String streams) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            int port = FreePort.next();
            Map<String, String> options =
                    new HashMap<>(Map.of("cipher", cipher, "direction", direction, "block", block, "streams", streams));
            if (block.equals("1")) {
                options.put("buffer", "65536"); // what is in it at the end is read record by record, within seconds
            }
            client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tls-stream", port).putAllWorkloadOptions(options));
            server.setup(FakeAgent.setup(Role.ROLE_SERVER, "tls-stream", port).putAllWorkloadOptions(options));
            assertThat(client.prepared().getTls()).isEqualTo("TLSv1.3 " + suite);
            assertThat(server.prepared().getTls()).isEqualTo("TLSv1.3 " + suite);
            long start = System.nanoTime() + SOON_NANOS;
            client.start(start);
            server.start(start);
            Finished atClient = client.finished();
            Finished atServer = server.finished();

            boolean upload = direction.equals("upload");
            Finished sent = upload ? atClient : atServer;
            Finished received = upload ? atServer : atClient;
            assertThat(sent.getTotalReceivedBytes()).isZero();
            assertThat(received.getTotalSentBytes()).isZero();
            // all of it: the sender says farewell, and waits until the receiver has read it
            assertThat(received.getTotalReceivedBytes()).isPositive().isEqualTo(sent.getTotalSentBytes());
            assertThat(sent.getTotalSentBytes() % Long.parseLong(block)).isZero();
            assertThat((upload ? server : client)
                            .intervals.stream()
                                    .mapToLong(Interval::getReceivedBytes)
                                    .sum())
                    .isPositive();
        }
    }

    @Test
    void theCataloguesCiphersAreThese() {
        assertThat(Catalog.find(Catalog.workloads(), "tls-stream").orElseThrow().options().stream()
                        .filter(option -> option.name().equals("cipher"))
                        .flatMap(option -> option.choices().stream())
                        .map(TlsCipher::of))
                .containsExactlyElementsOf(Stream.of(TlsCipher.values()).toList());
    }
}
