/** TCP sockets on system calls: opening them between two probes that know the same token, options, blocking reads and writes. */
@NullMarked
package dev.tare.probe.socket;

import org.jspecify.annotations.NullMarked;
