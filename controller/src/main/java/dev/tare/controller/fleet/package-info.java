/**
 * The agents of a lab, as a campaign sees them: gRPC over mutual TLS on the inside, records and typed failures on the
 * outside. Generated types do not leave this package.
 */
@NullMarked
package dev.tare.controller.fleet;

import org.jspecify.annotations.NullMarked;
