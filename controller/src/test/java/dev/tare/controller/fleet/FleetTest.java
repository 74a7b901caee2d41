package dev.tare.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.trial.ClockReading;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real connection over real TLS on loopback. */
final class FleetTest {

    private final ControllerClock clock = ControllerClock.startingNow();

    @TempDir
    private Path directory;

    private TestAuthority authority;
    private FakeAgent client;
    private FakeAgent server;

    @BeforeEach
    void start() throws IOException {
        authority = new TestAuthority(directory.resolve("ours"), "ours");
        client = new FakeAgent(authority, "10.0.0.1/24");
        server = new FakeAgent(authority, "10.0.0.2/24");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void describesSweepsAndReadsAClockADayAhead() throws Exception {
        try (Fleet fleet = Fleet.of(lab(authority), clock)) {
            Agent agent = fleet.agent("client");

            assertThat(agent.describe().version()).isEqualTo("1.2.3");
            assertThat(agent.sweep().reaped()).isEmpty();
            ClockReading reading = agent.readClock(20).join();

            long beforeNanos = FakeAgent.clockNanos();
            long toldNanos = reading.offset().toAnswererNanos(clock.nanos());
            long afterNanos = FakeAgent.clockNanos();
            long boundNanos = reading.offset().boundNanos();
            assertThat(reading.offset().exchanges()).isEqualTo(20);
            assertThat(boundNanos).isPositive().isLessThan(Duration.ofSeconds(1).toNanos());
            assertThat(toldNanos).isBetween(beforeNanos - boundNanos, afterNanos + boundNanos);
        }
    }

    /** Whether anybody is there or not. */
    @Test
    void anAddressMayBeOfIpv6() throws Exception {
        TestAuthority.Identity controller = authority.issue("controller");
        Dialer dialer = TlsDialer.of(new TlsFiles(authority.certificate(), controller.certificate(), controller.key()));
        ManagedChannel channel = dialer.dial("[fd00::2]:7411");
        assertThat(channel.authority()).isEqualTo("[fd00::2]:7411");
        channel.shutdownNow();
    }

    @Test
    void aStrangersAuthorityIsRefused() throws Exception {
        TestAuthority stranger = new TestAuthority(directory.resolve("stranger"), "stranger");
        try (Fleet fleet = Fleet.of(lab(stranger), clock)) {
            AgentException refused = failure(fleet);

            assertThat(refused.problem()).isEqualTo(Problem.CERTIFICATE_REFUSED);
            assertThat(refused)
                    .hasMessageContaining("agent client at 127.0.0.1")
                    .hasMessageContaining("authority");
        }
    }

    @Test
    void aCertificateThatTheAgentDoesNotBelieveIsRefused() throws Exception {
        TestAuthority stranger = new TestAuthority(directory.resolve("stranger"), "stranger");
        TestAuthority.Identity strange = stranger.issue("controller");
        TlsFiles tls = new TlsFiles(authority.certificate(), strange.certificate(), strange.key());
        try (Fleet fleet = Fleet.of(lab(tls), clock)) {
            assertThat(failure(fleet).problem()).isEqualTo(Problem.CERTIFICATE_REFUSED);
        }
    }

    @Test
    void aMissingCertificateIsNamed() throws Exception {
        Path missing = directory.resolve("nowhere.pem");
        TlsFiles tls = new TlsFiles(authority.certificate(), missing, missing);

        AgentException refused = catchThrowableOfType(
                AgentException.class, () -> Fleet.of(lab(tls), clock).close());

        assertThat(refused.problem()).isEqualTo(Problem.CERTIFICATE_MISSING);
        assertThat(refused).hasMessageContaining(missing.toString());
    }

    @Test
    void nobodyAtTheAddressIsUnreachable() throws Exception {
        client.die();
        try (Fleet fleet = Fleet.of(lab(authority), clock)) {
            AgentException gone = failure(fleet);

            assertThat(gone.problem()).isEqualTo(Problem.UNREACHABLE);
            assertThat(gone.problem().isLoss()).isTrue();
            assertThat(gone).hasMessageContaining(client.address()).hasMessageContaining("refused");
        }
    }

    @Test
    void anAgentThatDoesNotAnswerIsSilent() throws Exception {
        try (Fleet fleet = Fleet.of(lab(authority), clock)) {
            Agent agent = fleet.agent("client");
            assertThat(agent.describe().heldBy()).isNull();
            client.mute(true);

            AgentException silent = catchThrowableOfType(
                    AgentException.class, () -> agent.describe(Duration.ofMillis(200), Set.of(), _ -> () -> {}));

            assertThat(silent.problem()).isEqualTo(Problem.SILENT);
        }
    }

    private static AgentException failure(Fleet fleet) {
        return catchThrowableOfType(
                AgentException.class, () -> fleet.agent("client").describe());
    }

    private Lab lab(TestAuthority trusted) throws IOException {
        TestAuthority.Identity identity = trusted.issue("controller");
        return lab(new TlsFiles(trusted.certificate(), identity.certificate(), identity.key()));
    }

    private Lab lab(TlsFiles tls) {
        return new Lab(
                "test",
                false,
                LabSpecs.hosts(
                        new Lab.Host(client.address(), "eth1", "10.0.0.1/24", "10.0.0.101/24", null, 7500),
                        new Lab.Host(server.address(), "eth1", "10.0.0.2/24", "10.0.0.102/24", null, 7500)),
                new Lab.Link(0, 1500),
                tls);
    }
}
