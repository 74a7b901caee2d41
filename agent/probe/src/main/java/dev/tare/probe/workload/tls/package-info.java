/** Workloads by TLS: a stream of bytes one way, sealed. */
@NullMarked
package dev.tare.probe.workload.tls;

import org.jspecify.annotations.NullMarked;
