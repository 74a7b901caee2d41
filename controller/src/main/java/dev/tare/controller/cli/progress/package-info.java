/** How a running campaign looks: one line that changes on a terminal, a line a trial elsewhere. All of it is talk. */
@NullMarked
package dev.tare.controller.cli.progress;

import org.jspecify.annotations.NullMarked;
