/**
 * iperf3's protocol, spoken by the probe: its client against an iperf3 server, its server for an iperf3 client, or both. A test has
 * one control connection, and a data connection or a pair of UDP sockets for each stream.
 *
 * <p>The client sends a cookie of 37 bytes, by which all connections of a test are known. From then on each side says by one byte
 * what comes next ({@link State}); parameters and results are JSON, after their length in four bytes. The client decides when a
 * test ends; both then tell what they counted.
 */
@NullMarked
package dev.tare.probe.iperf3;

import org.jspecify.annotations.NullMarked;
