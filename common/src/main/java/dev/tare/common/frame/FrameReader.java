package dev.tare.common.frame;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads frames from a stream. For one thread.
 *
 * @param <M> the only type of message on this stream
 */
public final class FrameReader<M extends MessageLite> {

    /** A frame's message has at most this many bytes (4 MiB). */
    public static final int MAXIMUM_BYTES = 4 * 1024 * 1024;

    static final int LENGTH_BYTES = 4;

    private static final int EVIDENCE_BYTES = 64;

    private final InputStream in;
    private final Parser<M> parser;

    /** The stream is read in whole frames; it need not be buffered. */
    public FrameReader(InputStream in, Parser<M> parser) {
        this.in = in;
        this.parser = parser;
    }

    /**
     * The next message, waiting for it; empty at an end of file between two frames.
     *
     * @throws FrameException when what came is no frame; its message shows the first bytes. The stream is of no use then
     */
    public Optional<M> read() throws IOException {
        byte[] head = in.readNBytes(LENGTH_BYTES);
        if (head.length == 0) {
            return Optional.empty();
        }
        if (head.length < LENGTH_BYTES) {
            throw truncated(head, "the stream ended after " + head.length + " bytes of a frame's length");
        }
        long length = Integer.toUnsignedLong(
                (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff));
        if (length > MAXIMUM_BYTES) {
            throw oversize(head, length);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw truncated(body, "the stream ended after " + body.length + " of a frame's " + length + " bytes");
        }
        try {
            return Optional.of(parser.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            FrameException unparsable = new FrameException(
                    FrameException.Fault.UNPARSABLE,
                    "a frame of " + length + " bytes does not parse (" + e.getMessage() + "), it starts with: "
                            + Printable.of(body));
            unparsable.initCause(e);
            throw unparsable;
        }
    }

    private static FrameException truncated(byte[] bytes, String what) {
        return new FrameException(FrameException.Fault.TRUNCATED, what + ", which starts with: " + Printable.of(bytes));
    }

    private FrameException oversize(byte[] head, long length) throws IOException {
        ByteArrayOutputStream evidence = new ByteArrayOutputStream();
        evidence.write(head);
        // only what is there already: stray output is often followed by nothing
        while (evidence.size() < EVIDENCE_BYTES && in.available() > 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            evidence.write(next);
        }
        return new FrameException(
                FrameException.Fault.OVERSIZE,
                "a frame claims " + length + " bytes, " + MAXIMUM_BYTES + " are allowed; it starts with: "
                        + Printable.of(evidence.toByteArray()));
    }
}
