package dev.tare.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a child says on stderr to its end and keeps the last 8 KiB. */
public final class StderrTail {

    static final int KEPT_BYTES = 8 * 1024;

    private static final int LAST_WORDS = 300;

    private static final Logger LOG = LoggerFactory.getLogger(StderrTail.class);

    private final byte[] ring = new byte[KEPT_BYTES];
    private long total;

    /** Returns at the end of the stream. */
    public void drain(InputStream in) {
        byte[] buffer = new byte[1024];
        try (in) {
            int count = in.read(buffer);
            while (count >= 0) {
                add(buffer, count);
                count = in.read(buffer);
            }
        } catch (IOException e) {
            LOG.debug("stderr of a child was closed", e);
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (total++ % KEPT_BYTES)] = bytes[i];
        }
    }

    /** Control characters but line feed and tabulator are replaced, so that no terminal obeys them. */
    public synchronized String text() {
        int length = (int) Math.min(total, KEPT_BYTES);
        byte[] kept = new byte[length];
        for (int i = 0; i < length; i++) {
            kept[i] = ring[(int) ((total - length + i) % KEPT_BYTES)];
        }
        return new String(kept, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    }

    /** The last line with anything on it, cut to a length fit for a message; empty when nothing was said. */
    public Optional<String> lastWords() {
        List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String last = lines.getLast().strip();
        return Optional.of(last.length() <= LAST_WORDS ? last : last.substring(0, LAST_WORDS) + "…");
    }
}
