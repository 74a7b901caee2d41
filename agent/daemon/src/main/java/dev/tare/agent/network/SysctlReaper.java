package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings of the host's network that a trial changes, and their way back: also after a crash, since the ledger has the old value. */
final class SysctlReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "sysctl";

    private static final String WAS = "was";
    private static final Path ROOT = Path.of("/proc/sys/net");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(/[A-Za-z0-9][A-Za-z0-9_.@-]*)+");

    @Inject
    SysctlReaper() {}

    /**
     * Sets it in the calling thread's namespace; the ledger has the old value first. Nothing is done where it is so already.
     *
     * @param name below {@code /proc/sys/net}, e.g. {@code ipv4/conf/eth1/forwarding}
     */
    static void set(String name, String value, String trialId, Ledger ledger) throws IOException {
        Path file = file(name);
        String was = Sysctl.read(file);
        if (!was.equals(value)) {
            ledger.record(trialId, KIND, name, Map.of(WAS, was));
            Files.writeString(file, value);
        }
    }

    /** The ledger has the value of now; somebody will change it. */
    static void remember(String name, String trialId, Ledger ledger) throws IOException {
        ledger.record(trialId, KIND, name, Map.of(WAS, Sysctl.read(file(name))));
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException {
        Path file = file(entry.name());
        String was = entry.details().get(WAS);
        // a device that is gone has taken its settings along
        if (was != null && Files.exists(file)) {
            Files.writeString(file, was);
        }
    }

    private static Path file(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw new IllegalArgumentException("not a setting of the network: " + Printable.of(name));
        }
        return ROOT.resolve(name);
    }
}
