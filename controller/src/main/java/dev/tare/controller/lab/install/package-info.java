/**
 * Programs a lab or a demo needs and this machine lacks: which ones, in which of the distribution's packages, and why;
 * installed by the distribution's own means, or unpacked into a folder of Tare's where they are not in the machine's
 * suites. The machine's package configuration is never edited.
 */
@NullMarked
package dev.tare.controller.lab.install;

import org.jspecify.annotations.NullMarked;
