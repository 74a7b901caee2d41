package dev.tare.packaging;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Java starts the controller where a package puts it: flags and paths in the form that {@code ./tare} writes for a
 * checkout. The start-up cache that it names is made when the package is installed; Java goes without one that is not there.
 *
 * @param home where the package puts its files
 * @param name of the file, and of its cache
 */
record ArgumentFile(String home, String name) {

    private static final String CACHES = "/var/cache/tare/";

    String path() {
        return "controller/" + name + ".args";
    }

    /**
     * @param flags of the virtual machine, a line each
     * @param jars their names; in what order does not matter
     */
    String text(String flags, List<String> jars) {
        return Stream.of(
                        "-Xbootclasspath/a:" + paths(jars, ArgumentFile::isForBoot),
                        "-Dtare.home=" + home,
                        "-Dtare.args=" + home + "/" + path(),
                        "-XX:AOTCache=" + CACHES + name + ".aot",
                        "--class-path",
                        paths(jars, jar -> !isForBoot(jar)))
                .map(word -> '"' + word + "\"\n")
                .collect(Collectors.joining("", flags, ""));
    }

    /** Its classes go into no start-up cache elsewhere: {@code ./tare} says why. */
    private static boolean isForBoot(String jar) {
        return jar.startsWith("picocli-");
    }

    /** Named one by one: a cache holds for one order, and folders have one of their own. */
    private String paths(List<String> jars, Predicate<String> which) {
        return jars.stream()
                .filter(which)
                .sorted()
                .map(jar -> home + "/controller/lib/" + jar)
                .collect(Collectors.joining(":"));
    }
}
