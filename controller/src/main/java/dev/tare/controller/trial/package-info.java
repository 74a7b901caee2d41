/** Cells, trials and what is kept of them: the records that campaign, archive, timeline and analysis share. */
@NullMarked
package dev.tare.controller.trial;

import org.jspecify.annotations.NullMarked;
