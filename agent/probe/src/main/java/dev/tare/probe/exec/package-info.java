/**
 * Foreign engines: programs of others that produce the traffic as children of the probe, from the bundle's engine layer. What
 * they write goes to the agent as it comes, and is understood by the controller only.
 */
@NullMarked
package dev.tare.probe.exec;

import org.jspecify.annotations.NullMarked;
