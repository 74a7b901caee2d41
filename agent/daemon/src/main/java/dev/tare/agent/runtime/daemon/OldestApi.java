package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The oldest versions that have all that is asked of a daemon: of Docker's API, a container's tmpfs, limits and capabilities; of Podman's
 * own, which it tells as that of a component, what {@link PodmanDaemon} asks beside.
 */
final class OldestApi {

    /** As in the path of a request. */
    static final String PODMAN = "4.0.0";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,4})?");

    private OldestApi() {}

    /** What a daemon that says this of itself does not speak, e.g. {@code API 1.25}; empty where it speaks all that is asked. */
    static Optional<String> missing(Version said) {
        return isOlder(said.getApiVersion(), "1.25") ? Optional.of("API 1.25") : missingOfPodman(said);
    }

    private static Optional<String> missingOfPodman(Version said) {
        return Optional.ofNullable(said.getComponents()).stream()
                .flatMap(List::stream)
                .filter(component -> "Podman Engine".equals(component.getName()))
                .flatMap(OldestApi::itsApi)
                .filter(version -> isOlder(version, PODMAN))
                .map(_ -> "Podman API " + PODMAN)
                .findFirst();
    }

    private static Stream<String> itsApi(VersionComponent component) {
        return Optional.ofNullable(component.getDetails()).map(details -> details.get("APIVersion")).stream();
    }

    /** One that is no version is older than any. */
    private static boolean isOlder(@Nullable String version, String oldest) {
        Matcher its = VERSION.matcher(String.valueOf(version));
        Matcher wanted = VERSION.matcher(oldest);
        if (!its.matches() || !wanted.matches()) {
            return true;
        }
        int major = number(its, 1) - number(wanted, 1);
        return major < 0 || (major == 0 && number(its, 2) < number(wanted, 2));
    }

    private static int number(Matcher version, int group) {
        return Integer.parseInt(version.group(group));
    }
}
