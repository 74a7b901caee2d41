/**
 * Every number that is published, measured by the program itself and, beside it, by the tools others use, in one run; only
 * {@code ./check --bench} does that. It drives the command line as a user would and reads the archives that it leaves.
 */
@NullMarked
package dev.tare.bench;

import org.jspecify.annotations.NullMarked;
