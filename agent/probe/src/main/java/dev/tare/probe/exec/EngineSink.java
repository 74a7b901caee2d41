package dev.tare.probe.exec;

import java.io.IOException;

/** Takes what engines write, byte for byte. Used by several threads. */
public interface EngineSink {

    /**
     * A piece of output, in order within its stream.
     *
     * @param run counts from 0
     * @param stderr whether it came from there, and not from stdout
     * @param bytes of which the first {@code length} count; used again after the call
     * @throws IOException when nobody listens any more
     */
    void wrote(int run, boolean stderr, byte[] bytes, int length) throws IOException;

    /** After all of its output. */
    void ended(int run, EngineEnd end) throws IOException;
}
