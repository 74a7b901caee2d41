/** The one root file system that every runtime runs: where it lies on this host, what is started in it, its digest; and the layer of foreign engines that this host adds to it. */
@NullMarked
package dev.tare.agent.bundle;

import org.jspecify.annotations.NullMarked;
