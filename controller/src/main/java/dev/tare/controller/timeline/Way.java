package dev.tare.controller.timeline;

import dev.tare.common.clock.Offset;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony.Source;

/**
 * A way from one agent's clock to the other's: both can be put on one and the same third.
 *
 * @param sound nothing that was heard on this way contradicts itself
 */
record Way(Source source, AgentClock client, AgentClock server, boolean sound) {

    /** How much more the server's agent's clock reads than the client's, at an instant of the latter. */
    Offset serverAhead(long clientNanos) {
        return Ahead.of(client::toController, server::toController, clientNanos);
    }

    AgentClock of(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** The same, known less well. */
    Way wider(long nanos) {
        return new Way(source, client, new WiderClock(server, nanos), sound);
    }
}
