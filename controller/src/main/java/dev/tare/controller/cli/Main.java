package dev.tare.controller.cli;

import dev.tare.controller.cli.terminal.Streams;

/** Where the process starts and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int code = CommandLines.execute(Streams.ofProcess(), args);
        // daemon threads of a network library must not keep a finished command alive
        System.exit(code);
    }
}
