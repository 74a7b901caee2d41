package dev.tare.controller.analysis.verdict;

/** Labels of a VALID trial: which resource set its number. */
public final class Labels {

    /** Within 1% of what the link can carry: no ratio is then a cost. */
    public static final String WIRE_LIMITED = "wire-limited";

    /** The streams that are the load of requests filled the link: their goodput is the link's, and the requests' latency is not. */
    public static final String LOAD_WIRE_LIMITED = "load-wire-limited";

    /** A CPU of the side under test had nothing left: the number is that runtime's. */
    public static final String CPU_LIMITED = "cpu-limited";

    /** A CPU that both sides may use had nothing left: the number is that of both together, and the ratio understates the cost. */
    public static final String SHARED_CPU_LIMITED = "shared-cpu-limited";

    /**
     * A CPU of the peer had nothing left while the side under test had, or the peer could send no faster, or lost what was sent: the
     * ratio understates the cost.
     */
    public static final String PEER_LIMITED = "peer-limited";

    /** The side under test sent as fast as it could, and what it sent came: the number is its own. */
    public static final String SENDER_LIMITED = "sender-limited";

    /** The highest rate that the plan let a search offer got through: the number is the plan's, and the path can do at least that. */
    public static final String PLAN_LIMITED = "plan-limited";

    /** Less was asked or sent than the plan says: what waits grows with the window, and so does latency. */
    public static final String RATE_NOT_REACHED = "rate-not-reached";

    /** The runtime has a TCP of its own and used another congestion control than was asked for. */
    public static final String OWN_CONGESTION_CONTROL = "own-congestion-control";

    /** The clocks are not known well enough for a one-way delay. */
    public static final String NO_ONE_WAY_DELAY = "no-one-way-delay";

    private Labels() {}
}
