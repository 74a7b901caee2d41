/** One side's traffic on one connection: how it runs, is counted, and what the end of its connection means. */
@NullMarked
package dev.tare.probe.workload.lane;

import org.jspecify.annotations.NullMarked;
