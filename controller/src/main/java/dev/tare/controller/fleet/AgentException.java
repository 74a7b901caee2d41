package dev.tare.controller.fleet;

/** An agent did not do what was asked; the message says which one, why, and what to do. */
public final class AgentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    AgentException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    AgentException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The message; never null. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** Kinds of failure that a campaign treats differently. */
    public enum Problem {
        /** Nobody answers at the address, or the connection broke. */
        UNREACHABLE,
        /** Somebody is there, but does not answer in time. */
        SILENT,
        /** One of the two does not believe the other's certificate. */
        CERTIFICATE_REFUSED,
        /** Our own certificate, key or authority cannot be read. */
        CERTIFICATE_MISSING,
        /** The agent speaks another version of the protocol. */
        VERSION_MISMATCH,
        /** The agent runs somebody else's trial. */
        BUSY,
        /** The agent refused for a reason of its own, or broke the protocol. */
        REFUSED;

        /** True when the agent may be gone, so that it is worth waiting for. */
        public boolean isLoss() {
            return this == UNREACHABLE || this == SILENT || this == BUSY;
        }
    }
}
