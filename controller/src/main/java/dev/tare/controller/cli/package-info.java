/** The command line: options in, exit codes out; data on stdout, talk on stderr. It knows everybody and measures nothing. */
@NullMarked
package dev.tare.controller.cli;

import org.jspecify.annotations.NullMarked;
