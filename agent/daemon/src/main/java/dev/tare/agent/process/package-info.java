/** Children of the agent: argument lists and never a shell, output bounded in size and time. */
@NullMarked
package dev.tare.agent.process;

import org.jspecify.annotations.NullMarked;
