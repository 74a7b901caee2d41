package dev.tare.controller.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Tare's own files are: what {@code ./tare} or a package put there.
 *
 * @param home top of the checkout
 * @param javaHome the Java that runs this process, which runs agents and keepers too
 * @param classPath of this process
 * @param cache start-up cache made for that class path; need not exist
 */
public record Installation(Path home, Path javaHome, String classPath, Path cache) {

    /** Same as in {@code ./tare}: the cache holds for these only. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    /** Of this process, as {@code ./tare} said. */
    public static Installation ofProcess() {
        Path home = Path.of(System.getProperty("tare.home", "")).toAbsolutePath();
        return new Installation(
                home,
                Path.of(System.getProperty("java.home", "")),
                System.getProperty("java.class.path", ""),
                Path.of(System.getProperty(
                        "tare.cache", home.resolve("no-cache").toString())));
    }

    public Path java() {
        return javaHome.resolve("bin/java");
    }

    public Path agentClasses() {
        return home.resolve("agent/daemon/target/dist/lib");
    }

    /** Flags of a small agent, as a Java argument file. */
    public Path agentArguments() {
        return home.resolve("agent/daemon/target/dist/agent.args");
    }

    public Path bundle() {
        return home.resolve("agent/probe/target/bundle");
    }

    /** Runs one of this program's classes in a process of its own. */
    public List<String> javaCommand(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(FLAGS);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-Dtare.home=" + home);
        command.add("-Dtare.cache=" + cache);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
