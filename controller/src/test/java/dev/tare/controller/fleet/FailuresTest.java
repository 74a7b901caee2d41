package dev.tare.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.fleet.AgentException.Problem;
import io.grpc.Status;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    private final Failures failures = new Failures("client", "10.0.0.1:7411");

    @Test
    void anAgentThatIsTooSlowToShakeHandsIsSilent() {
        AgentException silent = unavailable(new SslHandshakeTimeoutException("handshake timed out after 10000ms"));
        assertThat(silent.problem()).isEqualTo(Problem.SILENT);
        assertThat(silent.problem().isLoss()).isTrue();
        assertThat(silent).hasMessageContaining("did not answer in time");
    }

    @Test
    void anAgentThatDiesWhileItShakesHandsIsUnreachable() {
        AgentException gone = unavailable(new SslClosedEngineException("SSLEngine closed already"));
        assertThat(gone.problem()).isEqualTo(Problem.UNREACHABLE);
        assertThat(gone.problem().isLoss()).isTrue();
        assertThat(gone).hasMessageContaining("cannot be reached");
    }

    @Test
    void aCertificateThatIsNotBelievedIsNoLoss() {
        AgentException refused = unavailable(new SSLHandshakeException("PKIX path building failed"));
        assertThat(refused.problem()).isEqualTo(Problem.CERTIFICATE_REFUSED);
        assertThat(refused.problem().isLoss()).isFalse();
        assertThat(refused).hasMessageContaining("PKIX path building failed");
    }

    /** A closed engine may be what a refusal leaves. */
    @Test
    void aRefusalBelowAClosedEngineIsARefusal() {
        SSLException closed = new SslClosedEngineException("SSLEngine closed already");
        closed.initCause(new SSLHandshakeException("bad certificate", new CertPathBuilderException()));
        assertThat(unavailable(closed).problem()).isEqualTo(Problem.CERTIFICATE_REFUSED);
    }

    @Test
    void aBrokenConnectionIsUnreachable() {
        assertThat(unavailable(new IOException("Connection reset")).problem()).isEqualTo(Problem.UNREACHABLE);
    }

    private AgentException unavailable(Throwable cause) {
        return failures.of(Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(cause)
                .asRuntimeException());
    }
}
