package dev.tare.probe.workload;

import org.HdrHistogram.Histogram;

/**
 * Where transactions spent their time, by this side's kernel's stamps, in nanoseconds.
 *
 * @param device from when a request was handed to the device until its response came from there
 * @param above the rest: system calls, the stack's upper part, waking up, and the probe
 * @param unstamped answered as well, but without both stamps
 */
public record DeviceLatency(Histogram device, Histogram above, long unstamped) {}
