/** The driver of containerd, with any of its runtime handlers. */
@NullMarked
package dev.tare.agent.runtime.containerd;

import org.jspecify.annotations.NullMarked;
