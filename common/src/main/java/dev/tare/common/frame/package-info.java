/**
 * Protobuf messages over a pipe: a 4-byte big-endian length, then the message, at most {@link
 * dev.tare.common.frame.FrameReader#MAXIMUM_BYTES} of it. An agent and its probe talk so, and nothing else is on that pipe.
 */
@NullMarked
package dev.tare.common.frame;

import org.jspecify.annotations.NullMarked;
