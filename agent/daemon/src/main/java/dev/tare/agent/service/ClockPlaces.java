package dev.tare.agent.service;

import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Other agents' clocks are asked by few calls at once: one for each trial that this host can be in, and some that a controller which is
 * gone has not ended yet.
 */
final class ClockPlaces {

    private static final int MOST = 4;

    private final Semaphore free = new Semaphore(MOST);

    /** What a call does that has a place. */
    @FunctionalInterface
    interface Asking {

        void run() throws IOException, InterruptedException;
    }

    /** False where none is free. */
    boolean take() {
        return free.tryAcquire();
    }

    /** Asks, and gives the place back before it says how that ended: whoever hears the end may ask again at once. */
    Status ask(Asking asking) {
        try {
            asking.run();
            return Status.OK;
        } catch (IllegalArgumentException e) {
            return Status.INVALID_ARGUMENT.withDescription(e.getMessage()).withCause(e);
        } catch (IOException e) {
            return Status.INTERNAL.withDescription(e.getMessage()).withCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.UNAVAILABLE.withCause(e);
        } finally {
            free.release();
        }
    }
}
