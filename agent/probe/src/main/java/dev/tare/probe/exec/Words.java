package dev.tare.probe.exec;

import dev.tare.probe.setup.TrialSetup;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts an engine's arguments together. */
final class Words {

    private final List<String> words = new ArrayList<>();

    Words(String program) {
        words.add(program);
    }

    Words add(Object... more) {
        for (Object word : more) {
            words.add(String.valueOf(word));
        }
        return this;
    }

    Words addIf(boolean wanted, Object... more) {
        return wanted ? add(more) : this;
    }

    List<String> list() {
        return List.copyOf(words);
    }

    static String address(InetAddress address) {
        return address.getHostAddress();
    }

    static boolean ipv6(TrialSetup setup) {
        return setup.serverAddress() instanceof Inet6Address;
    }

    /** Plans have whole seconds where an engine is a foreign one. */
    static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
}
