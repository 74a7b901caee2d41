/**
 * What Java does not offer of Linux, through the foreign function interface: sockets with their options and {@code
 * tcp_info}. Results are as the kernel gives them: negative numbers are {@code -errno}.
 */
@NullMarked
package dev.tare.common.linux;

import org.jspecify.annotations.NullMarked;
