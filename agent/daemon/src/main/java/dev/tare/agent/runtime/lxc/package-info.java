/** The driver of LXC's own tools, without a daemon. */
@NullMarked
package dev.tare.agent.runtime.lxc;

import org.jspecify.annotations.NullMarked;
