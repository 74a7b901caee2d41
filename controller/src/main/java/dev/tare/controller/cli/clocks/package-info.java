/** The clocks of a lab's hosts, watched by people and programs. */
@NullMarked
package dev.tare.controller.cli.clocks;

import org.jspecify.annotations.NullMarked;
