package dev.tare.controller.failure;

/** What the process tells its caller when it ends. */
public enum ExitCode {
    DONE(0, "done"),
    USAGE(2, "bad usage, plan or lab file"),
    PREFLIGHT(
            3,
            "preflight or lab failure, or every cell unavailable: nothing measured; or no room for what was to be written"),
    INVALID_TRIALS(
            4,
            "finished with INVALID trials, or ended early because an agent was lost, or an archive is damaged (with --strict, also"
                    + " when something was unavailable)"),
    INTERNAL(5, "internal error"),
    INTERRUPTED(130, "interrupted, all torn down");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** A few words for help and docs. */
    public String meaning() {
        return meaning;
    }
}
