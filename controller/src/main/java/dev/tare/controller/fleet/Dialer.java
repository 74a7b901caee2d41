package dev.tare.controller.fleet;

import io.grpc.ManagedChannel;

/** Opens a connection to an agent; called again when a connection is given up. */
@FunctionalInterface
interface Dialer {

    ManagedChannel dial(String address);
}
