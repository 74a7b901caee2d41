/** How a runtime reaches the link: drivers that make attachments, and the proof of the path they give. */
@NullMarked
package dev.tare.agent.network;

import org.jspecify.annotations.NullMarked;
