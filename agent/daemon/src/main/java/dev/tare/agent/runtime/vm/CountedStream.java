package dev.tare.agent.runtime.vm;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what was read, and calls back after each reading. */
final class CountedStream extends FilterInputStream {

    private final Runnable afterReading;
    private volatile long delivered;
    private volatile boolean ended;

    CountedStream(InputStream in, Runnable afterReading) {
        super(in);
        this.afterReading = afterReading;
    }

    long delivered() {
        return delivered;
    }

    /** Whether its end was read. */
    boolean isAtTheEnd() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        count(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got = in.read(bytes, offset, length);
        count(got);
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
    }

    // one reader at a time, as of every stream
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(int bytes) {
        ended |= bytes < 0;
        delivered += Math.max(0, bytes);
        afterReading.run();
    }
}
