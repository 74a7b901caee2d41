/**
 * HTTP/1.1 workloads: requests answered one at a time, on one connection or on one of its own each, and bodies one after the other.
 * As much of the protocol as both sides of a trial, and engines that call the server, say: a small and strict part of it.
 */
@NullMarked
package dev.tare.probe.workload.http;

import org.jspecify.annotations.NullMarked;
