package dev.tare.controller.fleet;

import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.proto.agent.v1.AskClockResponse;
import dev.tare.proto.agent.v1.ClockExchange;

/** What an agent heard from another's clock, from the wire. */
final class ClockAnswers {

    private ClockAnswers() {}

    static ClockAsker.Asked of(AskClockResponse answer) {
        return new ClockAsker.Asked(
                answer.getExchangesList().stream().map(ClockAnswers::exchange).toList(),
                answer.getAsked(),
                answer.getWallSteps());
    }

    static Exchange exchange(ClockExchange said) {
        return new Exchange(
                said.getAskedNanos(), said.getReceivedNanos(), said.getSentNanos(), said.getAnsweredNanos());
    }
}
