package dev.tare.common.histogram;

import java.io.IOException;

/** Bytes that are no histogram of ours. */
public final class HistogramFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    HistogramFormatException(String message) {
        super(message);
    }

    HistogramFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
