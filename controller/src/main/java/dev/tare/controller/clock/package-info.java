/** The controller's own clock, on which everything a campaign sees is put in order. */
@NullMarked
package dev.tare.controller.clock;

import org.jspecify.annotations.NullMarked;
