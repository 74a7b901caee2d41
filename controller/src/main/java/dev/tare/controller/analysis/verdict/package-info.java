/** What can be believed of a trial: one class per rule, the limits in one place, reasons a person can read. */
@NullMarked
package dev.tare.controller.analysis.verdict;

import org.jspecify.annotations.NullMarked;
