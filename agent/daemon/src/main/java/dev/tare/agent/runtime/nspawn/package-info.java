/** The driver of systemd-nspawn, without systemd's daemons. */
@NullMarked
package dev.tare.agent.runtime.nspawn;

import org.jspecify.annotations.NullMarked;
