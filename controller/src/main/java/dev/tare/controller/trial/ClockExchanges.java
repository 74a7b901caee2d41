package dev.tare.controller.trial;

import dev.tare.common.clock.Exchange;
import java.util.List;
import java.util.Map;

/**
 * What was asked and answered about the agents' clocks in a trial, as it was heard.
 *
 * @param byController asked on the controller's clock, answered on that side's; a side whose clock was not followed is not in
 *     it
 * @param direct asked by the client's agent, on its clock, and answered by the server's, on its own; empty where the one did
 *     not reach the other
 */
public record ClockExchanges(Map<Side, List<Exchange>> byController, List<Exchange> direct) {

    public static final ClockExchanges NONE = new ClockExchanges(Map.of(), List.of());

    public ClockExchanges {
        byController = Map.copyOf(byController);
        direct = List.copyOf(direct);
    }

    public List<Exchange> byController(Side side) {
        return byController.getOrDefault(side, List.of());
    }
}
