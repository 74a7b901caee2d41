/** A search for the highest rate that gets through: the probe decides by it what to offer next, the controller tells its result from the same data. */
@NullMarked
package dev.tare.common.search;

import org.jspecify.annotations.NullMarked;
