/** TCP workloads: a stream of bytes one way, requests answered one at a time, each on one connection or on one of its own. */
@NullMarked
package dev.tare.probe.workload.tcp;

import org.jspecify.annotations.NullMarked;
