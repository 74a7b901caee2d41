package dev.tare.controller.campaign;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The same question to several, at the same time. */
final class Parallel {

    private Parallel() {}

    static <T, R> Map<T, R> forEach(Collection<T> all, Function<T, R> question) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<T, CompletableFuture<R>> asked = new LinkedHashMap<>();
            all.forEach(one -> asked.put(one, CompletableFuture.supplyAsync(() -> question.apply(one), threads)));
            Map<T, R> answers = new LinkedHashMap<>();
            asked.forEach((one, answer) -> answers.put(one, answer.join()));
            return answers;
        }
    }
}
