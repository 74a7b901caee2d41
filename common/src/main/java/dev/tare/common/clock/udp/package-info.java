/**
 * Exchanges of clocks over UDP: one side answers, the other asks, and the kernel says when packets left and came. For one
 * thread each.
 */
@NullMarked
package dev.tare.common.clock.udp;

import org.jspecify.annotations.NullMarked;
