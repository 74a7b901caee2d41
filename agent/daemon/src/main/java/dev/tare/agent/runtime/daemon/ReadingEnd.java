package dev.tare.agent.runtime.daemon;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pipe from which a container's words are read. A container that starts while its trial ends has nobody who would read
 * and close it: then it is closed when it is forgotten, which a channel is not by itself.
 */
public final class ReadingEnd extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingEnd.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private ReadingEnd(InputStream source) {
        super(source);
    }

    /** Only this stream closes the source: nobody else may read from it. */
    public static InputStream of(Pipe pipe) {
        Pipe.SourceChannel source = pipe.source();
        ReadingEnd end = new ReadingEnd(Channels.newInputStream(source));
        Cleaner.Cleanable _ = CLEANER.register(end, () -> close(source));
        return end;
    }

    private static void close(Pipe.SourceChannel source) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("a forgotten pipe does not close", e);
        }
    }
}
