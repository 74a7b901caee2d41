package dev.tare.controller.archive;

import dev.tare.common.histogram.HistogramCodec;
import dev.tare.common.histogram.HistogramFormatException;
import org.HdrHistogram.Histogram;

/**
 * A histogram of latencies as it came: a side of an hour has 36,000 intervals of 100 ms, each of which takes some hundred bytes
 * so, and 220 KB once it is decoded.
 */
public final class KeptHistogram {

    private final byte[] encoded;

    private KeptHistogram(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * Keeps what {@link HistogramCodec#encode} made.
     *
     * @throws HistogramFormatException for anything else
     */
    public static KeptHistogram of(byte[] encoded) throws HistogramFormatException {
        // so that a broken one is found where its interval is read
        HistogramCodec.decode(encoded);
        return new KeptHistogram(encoded.clone());
    }

    /** Decoded anew for each who asks. */
    public Histogram histogram() {
        try {
            return HistogramCodec.decode(encoded);
        } catch (HistogramFormatException e) {
            throw new IllegalStateException("it was decoded before", e);
        }
    }

    int bytes() {
        return encoded.length;
    }
}
