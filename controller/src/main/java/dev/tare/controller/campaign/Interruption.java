package dev.tare.controller.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody wants the campaign to end now. Never taken back. */
public final class Interruption {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final List<Runnable> listeners = new ArrayList<>();

    public synchronized void request() {
        if (!isRequested()) {
            requested.countDown();
            listeners.forEach(Runnable::run);
        }
    }

    /** Runs this once when it is requested, in the thread that requests it; at once where it has been. */
    synchronized void onRequest(Runnable listener) {
        if (isRequested()) {
            listener.run();
        } else {
            listeners.add(listener);
        }
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits so long, or until it is requested; true when it is. */
    boolean await(Duration limit) {
        try {
            return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
