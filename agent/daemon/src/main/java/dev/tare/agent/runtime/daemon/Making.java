package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.exception.DockerException;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Something that a daemon is asked to make. Whoever asked may hang up before the answer, and the daemon goes on: that there is none is
 * believed when the daemon has answered, or when nobody could still be waiting for its answer.
 */
public final class Making {

    /** Among an entry's details: the daemon has answered. */
    static final String ANSWERED = "created";

    /** Among an entry's details: when the daemon was asked, in milliseconds of the wall clock, which a successor has too. */
    static final String ASKED = "asked-millis";

    /** In most cases it is there within some tenths of a second. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private Making() {}

    /** Asks a daemon for a thing. */
    @FunctionalInterface
    interface Request {
        /** Throws {@link DockerException} where the daemon refuses. */
        void send() throws IOException, InterruptedException;
    }

    /** For the ledger's entry of what the daemon is about to be asked for. */
    public static Map<String, String> details(Path socket) {
        Map<String, String> details = new HashMap<>(DaemonSocket.details(socket));
        details.put(ASKED, Long.toString(System.currentTimeMillis()));
        return details;
    }

    /** The daemon has answered: what is not there now will not come. */
    public static Entry answered(Entry entry, Ledger ledger) {
        return ledger.amend(entry, Map.of(ANSWERED, "true"));
    }

    /** Writes the answer down, a refusal too. */
    static Entry ask(Entry entry, Ledger ledger, Request request) throws IOException, InterruptedException {
        try {
            request.send();
        } catch (DockerException refused) {
            answered(entry, ledger);
            throw refused;
        }
        return answered(entry, ledger);
    }

    /** How long it is worth waiting for a thing that is not there yet. */
    public static Duration doubt(Entry entry) {
        return mayCome(entry) || (!entry.details().containsKey(ASKED) && !isAnswered(entry)) ? SOON : Duration.ZERO;
    }

    /**
     * Of a thing that is not there.
     *
     * @throws IOException where it may still come, so that its entry stays open
     */
    public static void requireSettled(Entry entry) throws IOException {
        if (mayCome(entry)) {
            throw new IOException("it is not there, and may still come: the daemon was asked for it less than "
                    + DaemonHttp.PATIENCE.toSeconds() + " s ago and has not answered; sweep again after that");
        }
    }

    private static boolean mayCome(Entry entry) {
        String asked = entry.details().get(ASKED);
        if (asked == null || isAnswered(entry)) {
            return false;
        }
        // a clock that was set makes it neither young for ever nor old at once
        long agoMillis = Math.abs(System.currentTimeMillis() - Long.parseLong(asked));
        return agoMillis < DaemonHttp.PATIENCE.toMillis();
    }

    private static boolean isAnswered(Entry entry) {
        return entry.details().containsKey(ANSWERED);
    }
}
