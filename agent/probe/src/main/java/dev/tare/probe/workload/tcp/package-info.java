/** TCP workloads: a stream of bytes one way, and requests answered one at a time. */
@NullMarked
package dev.tare.probe.workload.tcp;

import org.jspecify.annotations.NullMarked;
