package dev.tare.controller.timeline;

/** The clock of an agent that has both sides of a trial: between them it needs no other clock, and is right by itself. */
record OneClock() implements AgentClock {

    @Override
    public Moment toController(long agentNanos) {
        return new Moment(agentNanos, 0);
    }
}
