/** Timelines: all events of a trial, from both sides, on the controller's clock, each with an error bound. Pure. */
@NullMarked
package dev.tare.controller.timeline;

import org.jspecify.annotations.NullMarked;
