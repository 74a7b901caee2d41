package dev.tare.controller.fleet;

import io.grpc.Context;
import java.util.function.Function;
import java.util.function.Supplier;

/** Somebody who may want a question to an agent to end before it is answered; closed when there is nothing to end any more. */
@FunctionalInterface
public interface Watch extends AutoCloseable {

    @Override
    void close();

    /** Asks by a blocking stub. {@code watched} is handed what ends the call, from any thread. */
    static <T> T ask(Function<Runnable, Watch> watched, Supplier<T> question) {
        try (Context.CancellableContext asking = Context.current().withCancellation();
                Watch _ = watched.apply(() -> asking.cancel(null))) {
            Context before = asking.attach();
            try {
                return question.get();
            } finally {
                asking.detach(before);
            }
        }
    }
}
