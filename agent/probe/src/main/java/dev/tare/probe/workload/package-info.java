/** Kinds of traffic behind one interface, and what is told about them: counts, latencies and the state of connections. */
@NullMarked
package dev.tare.probe.workload;

import org.jspecify.annotations.NullMarked;
