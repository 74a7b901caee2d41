/** What one trial's raw data says: its window, its numbers, what its CPUs did. Knows nothing of other trials. */
@NullMarked
package dev.tare.controller.analysis.measure;

import org.jspecify.annotations.NullMarked;
