package dev.tare.agent.process;

import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs: in the workplace's tool directories first, then where the system keeps them. */
public final class Tools {

    /** Not taken from the environment, so that the agent finds the same programs however it was started. */
    static final List<Path> SYSTEM = Stream.of(
                    "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
            .map(Path::of)
            .toList();

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,63}");
    private static final List<String> WITHIN = List.of("usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin");

    private final List<Path> places;

    @Inject
    public Tools(Workplace workplace) {
        this(Stream.concat(
                        workplace.tools().stream()
                                .flatMap(dir -> WITHIN.stream().map(dir::resolve)),
                        SYSTEM.stream())
                .toList());
    }

    Tools(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** Whether somebody else's word can be looked for at all. */
    public static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    public Optional<Path> find(String name) {
        return find(name, places);
    }

    private static Optional<Path> find(String name, List<Path> places) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a program: " + Printable.of(name));
        }
        return places.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The system's own, whatever the tool directories have. */
    public static Optional<Path> ofSystem(String name) {
        return find(name, SYSTEM);
    }

    /** Its path; where it is missing the exception names the package that has it. */
    public String require(String name, String debianPackage) throws MissingToolException {
        return find(name)
                .orElseThrow(() -> new MissingToolException(name, debianPackage))
                .toString();
    }
}
