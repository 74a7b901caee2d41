/**
 * The builtin engine: makes traffic on one side of a trial and tells what it saw. It talks to its agent by frames on stdin
 * and stdout and knows nothing of the runtime it runs in. It has to start fast: no injection, no logging framework.
 */
@NullMarked
package dev.tare.probe;

import org.jspecify.annotations.NullMarked;
