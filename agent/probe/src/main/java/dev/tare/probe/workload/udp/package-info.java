/** Workloads of datagrams, by UDP and by ICMP echo: requests answered one at a time, and a stream of datagrams one way. A TCP connection beside them says when a side has ended. */
@NullMarked
package dev.tare.probe.workload.udp;

import org.jspecify.annotations.NullMarked;
