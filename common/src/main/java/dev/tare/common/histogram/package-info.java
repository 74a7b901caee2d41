/** Histograms of latencies as they travel and are kept: HdrHistogram V2, compressed, in nanoseconds. */
@NullMarked
package dev.tare.common.histogram;

import org.jspecify.annotations.NullMarked;
