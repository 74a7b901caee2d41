/** The process's streams and what is at their other end: a terminal, a file, a pipe; and text laid out for people. */
@NullMarked
package dev.tare.controller.cli.terminal;

import org.jspecify.annotations.NullMarked;
