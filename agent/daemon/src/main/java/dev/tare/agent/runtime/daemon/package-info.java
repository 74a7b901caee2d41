/** Drivers of runtimes that are asked of a daemon, and the daemons an agent starts where the host has none. */
@NullMarked
package dev.tare.agent.runtime.daemon;

import org.jspecify.annotations.NullMarked;
