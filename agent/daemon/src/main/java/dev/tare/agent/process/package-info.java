/**
 * Children of the agent and what holds them: argument lists and never a shell, output bounded in size and time, one cgroup per
 * trial in which everything runs, is accounted and is killed.
 */
@NullMarked
package dev.tare.agent.process;

import org.jspecify.annotations.NullMarked;
