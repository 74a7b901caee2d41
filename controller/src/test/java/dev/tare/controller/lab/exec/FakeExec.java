package dev.tare.controller.lab.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Remembers what it was asked to run, and answers as a test wants. */
public final class FakeExec implements Exec {

    public static final Finished WELL = new Finished(0, "", "");

    private final List<Command> ran = new ArrayList<>();
    private final Function<Command, Finished> answer;

    public FakeExec(Function<Command, Finished> answer) {
        this.answer = answer;
    }

    @Override
    public Finished run(Command command) {
        ran.add(command);
        return answer.apply(command);
    }

    /** Command lines, in order. */
    public List<String> lines() {
        return ran.stream().map(Command::toString).toList();
    }
}
