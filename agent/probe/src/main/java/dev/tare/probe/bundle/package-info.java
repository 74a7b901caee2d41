/** Makes the bundle when the module is packaged: the one root file system in which every runtime runs the probe. Not in the probe's jar. */
@NullMarked
package dev.tare.probe.bundle;

import org.jspecify.annotations.NullMarked;
