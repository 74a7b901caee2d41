package dev.tare.controller.fleet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The same question to several, at the same time. */
public final class Parallel {

    /**
     * A question's time counts from when it is asked. Two hundred handshakes begun at once are all late: each of them takes
     * milliseconds of a CPU here.
     */
    private static final int AT_A_TIME = 16;

    /** At first: these load the code that all others find loaded. */
    private static final int FIRST_AT_A_TIME = 4;

    private Parallel() {}

    /** All answers, in the order of those asked. */
    public static <T, R> SequencedMap<T, R> forEach(Collection<T> all, Function<T, R> question) {
        Places places = new Places();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<T, CompletableFuture<R>> asked = new LinkedHashMap<>();
            all.forEach(one ->
                    asked.put(one, CompletableFuture.supplyAsync(() -> ask(places, question, one), threads)));
            SequencedMap<T, R> answers = new LinkedHashMap<>();
            asked.forEach((one, answer) -> answers.put(one, answer.join()));
            return answers;
        }
    }

    private static <T, R> R ask(Places places, Function<T, R> question, T one) {
        places.take();
        try {
            return question.apply(one);
        } finally {
            places.giveBack();
        }
    }

    /** How many are asked at a time: few at first, and with each answer one more. */
    private static final class Places {

        private final Semaphore free = new Semaphore(FIRST_AT_A_TIME);
        private final AtomicInteger closed = new AtomicInteger(AT_A_TIME - FIRST_AT_A_TIME);

        void take() {
            free.acquireUninterruptibly();
        }

        void giveBack() {
            boolean opensAnother = closed.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            free.release(opensAnother ? 2 : 1);
        }
    }
}
