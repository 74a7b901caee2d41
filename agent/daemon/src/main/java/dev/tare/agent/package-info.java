/** The agent's main: reads its arguments, sweeps what a predecessor left, listens, and ends with its trial torn down. */
@NullMarked
package dev.tare.agent;

import org.jspecify.annotations.NullMarked;
