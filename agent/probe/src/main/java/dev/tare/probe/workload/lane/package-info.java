/** One side's traffic on its connections: how it runs, is counted, and what the end of its connection means. */
@NullMarked
package dev.tare.probe.workload.lane;

import org.jspecify.annotations.NullMarked;
