/**
 * The agent's service: what a controller asks over gRPC, and a trial from set-up to leak audit. Generated types of the two
 * wires stay in this package.
 */
@NullMarked
package dev.tare.agent.service;

import org.jspecify.annotations.NullMarked;
