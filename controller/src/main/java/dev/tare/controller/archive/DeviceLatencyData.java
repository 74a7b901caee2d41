package dev.tare.controller.archive;

/**
 * Where transactions of one interval spent their time, by the client's kernel's stamps, in nanoseconds.
 *
 * @param device from when a request was handed to the device until its response came from there
 * @param above the rest, on both ways
 * @param unstamped answered as well, but without both stamps
 */
public record DeviceLatencyData(KeptHistogram device, KeptHistogram above, long unstamped) {}
