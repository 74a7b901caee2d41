/** How good the instrument is: the probe beside foreign engines in the same campaign, and the floor of its own timing. */
@NullMarked
package dev.tare.controller.selftest;

import org.jspecify.annotations.NullMarked;
