/** The probe's end of the conversation with its agent: generated types of the wire are used here and nowhere else below. */
@NullMarked
package dev.tare.probe.frame;

import org.jspecify.annotations.NullMarked;
