package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.iperf3.TestParameters.Direction;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probe's client with the probe's server: what one tells is what the other knows. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class BothOursTest {

    private static final long LENGTH_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    @ParameterizedTest
    @CsvSource({
        "false, UPLOAD, 1, false",
        "false, DOWNLOAD, 3, false",
        "false, BOTH, 2, false",
        "false, UPLOAD, 1, true",
        "true, UPLOAD, 1, false",
        "true, DOWNLOAD, 1, false",
        "true, BOTH, 2, false"
    })
    void bothTellTheSame(boolean udp, Direction direction, int streams, boolean zerocopy) throws Exception {
        TestParameters parameters = new TestParameters(
                udp,
                direction,
                streams,
                0,
                1,
                0,
                0,
                udp ? 1000 : 65_536,
                udp ? 80_000_000 : 0,
                0,
                false,
                udp ? "" : "cubic",
                udp,
                zerocopy);
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            Outcome atClient = call(server, parameters);
            Outcome atServer = Hosting.of(serving);
            assertThat(atServer.parameters()).isEqualTo(parameters);
            assertThat(atServer.peers()).isEqualTo(atClient.own());
            assertThat(atClient.peers()).isEqualTo(atServer.own());
            assertThat(atClient.own().streams()).hasSize(parameters.flows());
            assertThat(atClient.own().congestion()).isEqualTo(udp ? "" : "cubic");
            boolean up = direction != Direction.DOWNLOAD;
            boolean down = direction != Direction.UPLOAD;
            assertThat(atClient.totals().sentBytes() > 0).isEqualTo(up);
            assertThat(atServer.totals().sentBytes() > 0).isEqualTo(down);
            assertThat(atServer.totals().receivedBytes())
                    .isLessThanOrEqualTo(atClient.totals().sentBytes());
            assertThat(atClient.totals().receivedBytes())
                    .isLessThanOrEqualTo(atServer.totals().sentBytes());
            JsonObject report = Report.of(atClient, true);
            assertThat(report.has("to_server")).isEqualTo(up);
            assertThat(report.has("to_client")).isEqualTo(down);
        }
    }

    @Test
    void whatIsOmittedIsInNoResult() throws Exception {
        TestParameters parameters =
                new TestParameters(true, Direction.UPLOAD, 1, 1, 1, 0, 0, 100, 80_000, 0, false, "", false, false);
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            try (ClientSession client =
                    new ClientSession(Optional.empty(), server.place(), parameters, NanoClock.SYSTEM)) {
                client.open(Control.REPLY_NANOS);
                Outcome outcome = client.run(begun -> begun + TimeUnit.SECONDS.toNanos(3));
                StreamResult sent = outcome.own().streams().getFirst();
                StreamResult received = outcome.peers().streams().getFirst();
                assertThat(sent.omittedPackets()).isPositive();
                assertThat(sent.packets()).isGreaterThan(sent.omittedPackets());
                assertThat(sent.bytes()).isEqualTo(100 * (sent.packets() - sent.omittedPackets()));
                assertThat(received.bytes())
                        .isPositive()
                        .isLessThan(outcome.totals().sentBytes());
                assertThat(received.omittedPackets()).isPositive();
                assertThat(received.lost()).isZero();
            }
            Hosting.of(serving);
        }
    }

    @Test
    void testsFollowEachOther() throws Exception {
        TestParameters tcp =
                new TestParameters(false, Direction.UPLOAD, 1, 0, 1, 0, 0, 1000, 8_000_000, 0, false, "", false, false);
        try (Hosting server = new Hosting()) {
            for (int i = 0; i < 3; i++) {
                Future<Outcome> serving = server.serving();
                assertThat(call(server, tcp).totals().sentBytes()).isPositive();
                Hosting.of(serving);
            }
        }
    }

    private static Outcome call(Hosting server, TestParameters parameters) throws Exception {
        try (ClientSession client = new ClientSession(Optional.empty(), server.place(), parameters, NanoClock.SYSTEM)) {
            client.open(Control.REPLY_NANOS);
            return client.run(begun -> begun + LENGTH_NANOS);
        }
    }
}
