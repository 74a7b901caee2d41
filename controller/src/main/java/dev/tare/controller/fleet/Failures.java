package dev.tare.controller.fleet;

import dev.tare.controller.fleet.AgentException.Problem;
import io.grpc.Status;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** From gRPC's statuses to words a person can act on. */
final class Failures {

    private static final String BUSY_REMEDY =
            "; wait until that is over (tare run --wait), or end the controller that has it";

    private final String host;
    private final String address;

    Failures(String host, String address) {
        this.host = host;
        this.address = address;
    }

    AgentException of(Throwable thrown) {
        Status status = Status.fromThrowable(thrown);
        String said = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return switch (status.getCode()) {
            case UNAVAILABLE -> unavailable(status, said, thrown);
            // a server that is shut down resets its streams
            case CANCELLED, ABORTED ->
                exception(
                        Problem.UNREACHABLE,
                        "broke the connection off (" + said + "); look at its log, or start it again",
                        thrown);
            case DEADLINE_EXCEEDED -> silent(said, thrown);
            case UNAUTHENTICATED, PERMISSION_DENIED -> certificate(said, thrown);
            case FAILED_PRECONDITION -> refused(said, thrown);
            default -> exception(Problem.REFUSED, "failed: " + status.getCode() + ", " + said, thrown);
        };
    }

    AgentException exception(Problem problem, String what, Throwable cause) {
        return new AgentException(problem, prefix() + what, cause);
    }

    AgentException exception(Problem problem, String what) {
        return new AgentException(problem, prefix() + what);
    }

    AgentException heldBy(String holder) {
        return exception(Problem.BUSY, "is busy: held by " + holder + BUSY_REMEDY);
    }

    private String prefix() {
        return "agent " + host + " at " + address + " ";
    }

    private AgentException unavailable(Status status, String said, Throwable thrown) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SslHandshakeTimeoutException) {
                return silent(said, thrown);
            }
            // an agent that died while it shook hands has said nothing of certificates; one that refuses ours may end
            // in the same way, and is then asked again for some seconds in vain
            if (cause instanceof SSLException && !(cause instanceof SslClosedEngineException)) {
                return certificate(String.valueOf(cause.getMessage()), thrown);
            }
        }
        return exception(
                Problem.UNREACHABLE,
                "cannot be reached (" + rootMessage(status, said)
                        + "); is it running, and is the address in the lab file right?",
                thrown);
    }

    private AgentException silent(String said, Throwable thrown) {
        return exception(
                Problem.SILENT,
                "did not answer in time; look at its log, or start it again. gRPC says: " + said,
                thrown);
    }

    private AgentException certificate(String said, Throwable thrown) {
        return exception(
                Problem.CERTIFICATE_REFUSED,
                "and this controller do not accept each other's certificates (" + said
                        + "); both must be signed by the authority that the lab file names under tls",
                thrown);
    }

    private AgentException refused(String said, Throwable thrown) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("held by")) {
            return exception(Problem.BUSY, "is busy: " + said + BUSY_REMEDY, thrown);
        }
        if (lower.contains("protocol")) {
            return exception(
                    Problem.VERSION_MISMATCH,
                    "speaks another protocol: " + said + "; install the same version of Tare on all hosts",
                    thrown);
        }
        return exception(Problem.REFUSED, "refused: " + said, thrown);
    }

    private static String rootMessage(Status status, String said) {
        Throwable cause = status.getCause();
        if (cause == null) {
            return said;
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? said : cause.getMessage();
    }
}
