package dev.tare.controller.fleet;

import java.io.IOException;

/** Takes the messages of a trial's stream as they came over the wire, in order, one thread at a time. */
@FunctionalInterface
public interface RawMessages {

    void accept(byte[] message) throws IOException;
}
