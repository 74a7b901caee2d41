/** Packages: what a host or a controller's machine is given instead of a checkout. The same build gives the same bytes. */
@NullMarked
package dev.tare.packaging;

import org.jspecify.annotations.NullMarked;
