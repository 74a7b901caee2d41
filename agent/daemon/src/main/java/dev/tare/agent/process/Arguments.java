package dev.tare.agent.process;

import dev.tare.common.text.Printable;
import java.util.List;

/** What may stand in an argument list. */
final class Arguments {

    private Arguments() {}

    /** An argument with a NUL would reach the program cut short. */
    static List<String> checked(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("an empty command");
        }
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument with a NUL: " + Printable.of(argument));
            }
        }
        return arguments;
    }

    static void cleanEnvironment(ProcessBuilder builder) {
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C");
    }
}
