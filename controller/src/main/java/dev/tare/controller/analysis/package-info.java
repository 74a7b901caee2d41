/** From raw data to verdicts, statistics and a summary. Pure: reads an archive, starts nothing. */
@NullMarked
package dev.tare.controller.analysis;

import org.jspecify.annotations.NullMarked;
