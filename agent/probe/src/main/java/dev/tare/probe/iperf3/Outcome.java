package dev.tare.probe.iperf3;

import dev.tare.probe.workload.Totals;

/**
 * A test that came to its end.
 *
 * @param own what this side counted
 * @param peers what the other side says that it counted
 * @param totals of this side, what is omitted included
 * @param endNanos when the client said that it is over
 */
record Outcome(TestParameters parameters, TestResults own, TestResults peers, Totals totals, long endNanos) {}
