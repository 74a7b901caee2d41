package dev.tare.controller.campaign;

import dev.tare.controller.fleet.Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody wants the campaign to end now. Never taken back. */
public final class Interruption {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Deque<Runnable> listeners = new ArrayDeque<>();

    /** What was listened for last hears of it first: the terminal, which may be stopped, is the first that listens. */
    public void request() {
        List<Runnable> told;
        synchronized (listeners) {
            if (isRequested()) {
                return;
            }
            requested.countDown();
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Runnable::run);
    }

    /** Runs this once when it is requested, in the thread that requests it; at once where it has been. */
    void onRequest(Runnable listener) {
        synchronized (listeners) {
            if (!isRequested()) {
                listeners.addFirst(listener);
                return;
            }
        }
        listener.run();
    }

    /** As {@link #onRequest}, until what is given is closed. */
    Watch watch(Runnable listener) {
        onRequest(listener);
        return () -> {
            synchronized (listeners) {
                listeners.remove(listener);
            }
        };
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
