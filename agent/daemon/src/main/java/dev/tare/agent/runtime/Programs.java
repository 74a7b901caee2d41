package dev.tare.agent.runtime;

import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The programs of runtimes: where they are and what they say of themselves; asked once for each file and remembered. */
public final class Programs {

    private final Tools tools;
    private final Commands commands;
    private final Map<Question, String> answers = new ConcurrentHashMap<>();

    @Inject
    Programs(Tools tools, Commands commands) {
        this.tools = tools;
        this.commands = commands;
    }

    /** One file of a program; a file that is replaced is another build, and is asked again. */
    public record Build(String path, FileTime modified) {

        public static Build of(Path file) throws IOException {
            return new Build(file.toString(), Files.getLastModifiedTime(file));
        }
    }

    private record Question(Build build, String argument) {}

    /** Where the program is missing, the exception names the package that has it. */
    public Build find(String name, String debianPackage) throws IOException {
        return Build.of(Path.of(tools.require(name, debianPackage)));
    }

    /** E.g. {@code runc 1.1.5}: the first line of {@code --version} without its middle word. */
    public String version(Build build, Deadline deadline) throws IOException, InterruptedException {
        return ask(build, "--version", deadline).lines().findFirst().orElse("").replace(" version ", " ");
    }

    /** What the program writes to stdout when it is called with this one argument. */
    public String ask(Build build, String argument, Deadline deadline) throws IOException, InterruptedException {
        return ask(build, argument, 0, deadline);
    }

    /** The same of a program that may end with this status after it has answered. */
    public String ask(Build build, String argument, int status, Deadline deadline)
            throws IOException, InterruptedException {
        Question question = new Question(build, argument);
        String known = answers.get(question);
        if (known == null) {
            known = answer(List.of(build.path(), argument), status, deadline);
            answers.put(question, known);
        }
        return known;
    }

    private String answer(List<String> arguments, int status, Deadline deadline)
            throws IOException, InterruptedException {
        try {
            return commands.run(arguments, deadline);
        } catch (CommandFailedException e) {
            if (e.status() == status) {
                return e.stdout();
            }
            throw e;
        }
    }
}
