/** The driver without a container: the baseline. */
@NullMarked
package dev.tare.agent.runtime.process;

import org.jspecify.annotations.NullMarked;
