/** Statistics over blocks: Student's t for means, ratios paired by block on logarithms. */
@NullMarked
package dev.tare.controller.analysis.statistics;

import org.jspecify.annotations.NullMarked;
