/** What the agent asked for, checked, and the ways in which a probe gives up. */
@NullMarked
package dev.tare.probe.setup;

import org.jspecify.annotations.NullMarked;
