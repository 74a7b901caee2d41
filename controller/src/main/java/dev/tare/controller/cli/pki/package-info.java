/** {@code tare pki}: certificates for hosts that are no namespaces of this machine. */
@NullMarked
package dev.tare.controller.cli.pki;

import org.jspecify.annotations.NullMarked;
