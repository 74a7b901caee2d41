package dev.tare.controller.lab.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program and its arguments.
 *
 * @param input what it reads on stdin
 * @param limit after which it is killed
 * @param environment what is set besides the inherited one
 */
public record Command(List<String> arguments, String input, Duration limit, Map<String, String> environment) {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(20);

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    public static Command of(List<String> arguments) {
        return new Command(arguments, "", DEFAULT_LIMIT, Map.of());
    }

    public Command reading(String text) {
        return new Command(arguments, text, limit, environment);
    }

    public Command within(Duration newLimit) {
        return new Command(arguments, input, newLimit, environment);
    }

    public Command with(Map<String, String> newEnvironment) {
        return new Command(arguments, input, limit, newEnvironment);
    }

    /** The same behind a program that starts another one, e.g. {@code nsenter}. */
    public Command behind(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return new Command(all, input, limit, environment);
    }

    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
