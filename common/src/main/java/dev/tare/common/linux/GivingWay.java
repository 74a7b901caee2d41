package dev.tare.common.linux;

import java.io.IOException;

/**
 * This process's giving way to traffic: for as long as anything in it that does is running, unless something is urgent. One
 * for all of the process, as its niceness is.
 */
public final class GivingWay {

    private static final GivingWay OF_PROCESS = new GivingWay();

    private int running;
    private int urgent;
    private int usualNiceness;
    private boolean gives;

    private GivingWay() {}

    public static GivingWay ofProcess() {
        return OF_PROCESS;
    }

    /** From now on it gives way, until as many have ended as have begun. */
    public synchronized void begin() throws IOException {
        if (running == 0) {
            usualNiceness = OwnPriority.niceness();
        }
        running++;
        try {
            settle();
        } catch (IOException e) {
            running--;
            throw e;
        }
    }

    public synchronized void end() throws IOException {
        running--;
        settle();
    }

    /** Until it is closed, this process does not give way, whatever else runs. */
    public synchronized Urgency urgently() throws IOException {
        urgent++;
        try {
            settle();
        } catch (IOException e) {
            urgent--;
            throw e;
        }
        return this::relax;
    }

    private synchronized void relax() throws IOException {
        urgent--;
        settle();
    }

    private void settle() throws IOException {
        boolean shouldGive = running > 0 && urgent == 0;
        if (shouldGive != gives) {
            OwnPriority.set(shouldGive ? OwnPriority.LAST : usualNiceness);
            gives = shouldGive;
        }
    }

    /** A time in which this process does not give way. */
    @FunctionalInterface
    public interface Urgency extends AutoCloseable {

        @Override
        void close() throws IOException;
    }
}
