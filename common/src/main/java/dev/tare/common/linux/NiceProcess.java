package dev.tare.common.linux;

import java.io.IOException;

/** By its niceness, of which there is one for all of the process. */
final class NiceProcess implements GivingWay {

    static final GivingWay ONLY = new NiceProcess();

    private int running;
    private int urgent;
    private int usualNiceness;
    private boolean gives;

    private NiceProcess() {}

    @Override
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

    @Override
    public synchronized void end() throws IOException {
        running--;
        settle();
    }

    @Override
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
}
