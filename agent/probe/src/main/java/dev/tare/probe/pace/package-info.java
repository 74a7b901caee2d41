/** When requests and datagrams leave: at once after the last answer (closed loop), or at instants known beforehand (open loop). */
@NullMarked
package dev.tare.probe.pace;

import org.jspecify.annotations.NullMarked;
