/** The probe's time: the clock, the window that is measured, its edges, and waiting for an instant. */
@NullMarked
package dev.tare.probe.clock;

import org.jspecify.annotations.NullMarked;
