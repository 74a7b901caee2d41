package dev.tare.controller.fleet;

import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.proto.agent.v1.AskClockResponse;

/** What an agent heard from another's clock, from the wire. */
final class ClockAnswers {

    private ClockAnswers() {}

    static ClockAsker.Asked of(AskClockResponse answer) {
        return new ClockAsker.Asked(
                answer.getExchangesList().stream()
                        .map(said -> new Exchange(
                                said.getAskedNanos(),
                                said.getReceivedNanos(),
                                said.getSentNanos(),
                                said.getAnsweredNanos()))
                        .toList(),
                answer.getAsked(),
                answer.getWallSteps());
    }
}
