package dev.tare.probe.bundle;

import java.util.List;
import java.util.stream.Stream;

/** How the probe's virtual machine is started. The cache is of no use to any other flags, so they are said once, here. */
final class Jvm {

    static final String MODULES = "java.base,java.logging,jdk.unsupported";

    static final String CACHE = "/probe/probe.aot";

    /** Where the engine layer is, if there is one. */
    private static final String ENGINES = "-Dtare.engines=/engines";

    private static final String JAVA = "/jre/bin/java";

    /** Also those of the rehearsal: another collector, heap or access flag would silently disable the cache. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            // the measuring loop waits for the kernel: the second compiler gains nothing in it and takes CPU time for
            // seconds
            "-XX:TieredStopAtLevel=1",
            // what runs a few hundred times is not worth compiling (70 of the 240 ms until the first system call), but
            // the measuring loop, which is entered once, is, and soon
            "-XX:Tier3InvocationThreshold=1000",
            "-XX:Tier3MinInvocationThreshold=500",
            "-XX:Tier3CompileThreshold=10000",
            "-XX:Tier3BackEdgeThreshold=10000",
            "-Xms32m",
            "-Xmx32m",
            "-Xss512k",
            "-XX:-UsePerfData",
            // profiles from the rehearsal make the compilers start at once: 40 ms of the one CPU before the first
            // connection
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            // code in the cache is for the processor it was made on; a guest's has less
            "-XX:-AOTAdapterCaching",
            "-XX:-AOTStubCaching",
            // stdout carries frames: the machine's own words must not get between them
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /**
     * What every transaction goes through: compiled after some fifty calls, so that a trial's first second is like its others.
     * Without what of it is Java's own, by which calls are prepared, too: that would take 35 ms more before each trial.
     */
    private static final List<String> HOT = List.of(
            "dev.tare.probe.workload.*",
            "dev.tare.probe.socket.*",
            "dev.tare.probe.pace.*",
            "dev.tare.probe.clock.*",
            "dev.tare.common.linux.*",
            "org.HdrHistogram.*");

    private Jvm() {}

    private static Stream<String> flags() {
        Stream<String> earlier =
                HOT.stream().map(each -> "-XX:CompileCommand=CompileThresholdScaling," + each + "::*,0.05");
        return Stream.of(FLAGS.stream(), Stream.of("-XX:CompileCommand=quiet"), earlier)
                .flatMap(words -> words);
    }

    /** As it is inside the root file system. Without a usable cache it runs all the same, only slower, and Hello tells. */
    static List<String> command(String version, List<String> jars) {
        return Stream.of(
                        Stream.of(JAVA),
                        flags(),
                        Stream.of("-XX:AOTCache=" + CACHE, "-Dtare.version=" + version, ENGINES),
                        Stream.of("-cp", String.join(":", jars), "dev.tare.probe.Main"))
                .flatMap(words -> words)
                .toList();
    }

    /** On this host, from the bundle's directory: writes the cache at its end. */
    static List<String> rehearsal(String rootfs, List<String> jars) {
        String classPath = String.join(":", jars.stream().map(rootfs::concat).toList());
        return Stream.of(
                        Stream.of(rootfs + JAVA),
                        flags(),
                        Stream.of("-XX:AOTCacheOutput=" + rootfs + CACHE),
                        Stream.of("-cp", classPath, "dev.tare.probe.Rehearsal"))
                .flatMap(words -> words)
                .toList();
    }
}
