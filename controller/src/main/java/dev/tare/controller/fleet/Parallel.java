package dev.tare.controller.fleet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The same question to several, at the same time. */
public final class Parallel {

    /**
     * A question's time counts from when it is asked. Two hundred handshakes begun at once are all late: each of them takes
     * milliseconds of a CPU here.
     */
    private static final int AT_A_TIME = 16;

    private Parallel() {}

    /** All answers, in the order of those asked. */
    public static <T, R> SequencedMap<T, R> forEach(Collection<T> all, Function<T, R> question) {
        Semaphore places = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<T, CompletableFuture<R>> asked = new LinkedHashMap<>();
            all.forEach(one ->
                    asked.put(one, CompletableFuture.supplyAsync(() -> ask(places, question, one), threads)));
            SequencedMap<T, R> answers = new LinkedHashMap<>();
            asked.forEach((one, answer) -> answers.put(one, answer.join()));
            return answers;
        }
    }

    private static <T, R> R ask(Semaphore places, Function<T, R> question, T one) {
        places.acquireUninterruptibly();
        try {
            return question.apply(one);
        } finally {
            places.release();
        }
    }
}
