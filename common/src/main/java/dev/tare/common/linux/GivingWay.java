package dev.tare.common.linux;

import java.io.IOException;

/** A process's giving way to traffic: for as long as anything in it that does is running, unless something is urgent. */
public interface GivingWay {

    /** This process's, of which there is one, as there is of its niceness. */
    static GivingWay ofProcess() {
        return NiceProcess.ONLY;
    }

    /** From now on it gives way, until as many have ended as have begun. */
    void begin() throws IOException;

    void end() throws IOException;

    /** Until it is closed, this process does not give way, whatever else runs. */
    Urgency urgently() throws IOException;

    /** A time in which this process does not give way. */
    @FunctionalInterface
    interface Urgency extends AutoCloseable {

        @Override
        void close() throws IOException;
    }
}
