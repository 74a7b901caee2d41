/** The driver of LXD, asked by its REST interface on a Unix socket; a command's streams are WebSockets on the same socket. */
@NullMarked
package dev.tare.agent.runtime.lxd;

import org.jspecify.annotations.NullMarked;
