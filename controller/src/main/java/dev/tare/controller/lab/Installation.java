package dev.tare.controller.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Tare's own files are: what {@code ./tare} or a package put there.
 *
 * @param home top of the checkout, or the folder of an installed package
 * @param javaHome the Java that runs this process, which runs agents and keepers too
 * @param machine options of the virtual machine that runs this program, class path included
 */
public record Installation(Path home, Path javaHome, List<String> machine) {

    public Installation {
        machine = List.copyOf(machine);
    }

    /** Of this process: as {@code ./tare} said. */
    public static Installation ofProcess() {
        Path home = Path.of(System.getProperty("tare.home", "")).toAbsolutePath();
        String arguments = System.getProperty("tare.args");
        return arguments == null ? onThisClassPath(home) : new Installation(home, ownJava(), List.of("@" + arguments));
    }

    /** Of a program that was started without {@code ./tare}. */
    public static Installation onThisClassPath(Path home) {
        return new Installation(
                home,
                ownJava(),
                List.of(
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dtare.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path", "")));
    }

    private static Path ownJava() {
        return Path.of(System.getProperty("java.home", ""));
    }

    public Path java() {
        return javaHome.resolve("bin/java");
    }

    public Path agentClasses() {
        return agent().resolve("lib");
    }

    /** Flags of a small agent, as a Java argument file. */
    public Path agentArguments() {
        return agent().resolve("agent.args");
    }

    public Path bundle() {
        return isCheckout() ? home.resolve("agent/probe/target/bundle") : home.resolve("bundle");
    }

    private Path agent() {
        return home.resolve(isCheckout() ? "agent/daemon/target/dist" : "agent");
    }

    /** A package has no sources. */
    private boolean isCheckout() {
        return !Files.isDirectory(home.resolve("agent/lib"));
    }

    /** Runs one of this program's classes in a process of its own. */
    public List<String> javaCommand(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(machine);
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
