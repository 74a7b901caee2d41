/** The host the agent is on: its facts, its load during a trial, and whether a trial left anything behind on it. */
@NullMarked
package dev.tare.agent.host;

import org.jspecify.annotations.NullMarked;
