/** Mutual TLS of both ends: PEM files that may be replaced while the program runs, and a list of what was revoked. */
@NullMarked
package dev.tare.common.tls;

import org.jspecify.annotations.NullMarked;
