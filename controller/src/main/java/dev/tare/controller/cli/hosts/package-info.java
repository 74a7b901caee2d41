/** What the agents of a lab say of their hosts, shown to people and to programs. */
@NullMarked
package dev.tare.controller.cli.hosts;

import org.jspecify.annotations.NullMarked;
