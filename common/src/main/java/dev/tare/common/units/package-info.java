/** Quantities with their units, and the texts people write for them. */
@NullMarked
package dev.tare.common.units;

import org.jspecify.annotations.NullMarked;
