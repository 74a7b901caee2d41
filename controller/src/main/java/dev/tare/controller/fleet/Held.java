package dev.tare.controller.fleet;

/** An agent that takes trials of this controller only, until this is closed or its connection is given up. */
public final class Held implements AutoCloseable {

    private final OpenCall<?, ?> call;

    Held(OpenCall<?, ?> call) {
        this.call = call;
    }

    @Override
    public void close() {
        call.end();
    }
}
