/** From all trials of an archive to cells, their statistics and {@code summary.json}. */
@NullMarked
package dev.tare.controller.analysis.summary;

import org.jspecify.annotations.NullMarked;
