package dev.tare.common.frame;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes frames to a stream, each call with one write and a flush. May be used by several threads.
 *
 * @param <M> the only type of message on this stream
 */
public final class FrameWriter<M extends MessageLite> {

    private final OutputStream out;

    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Waits while the pipe is full.
     *
     * @throws IllegalArgumentException when the message is larger than {@link FrameReader#MAXIMUM_BYTES}
     */
    public void write(M message) throws IOException {
        write(List.of(message));
    }

    /**
     * Several frames with one write, so that whoever reads wakes up once. Waits while the pipe is full.
     *
     * @throws IllegalArgumentException when a message is larger than {@link FrameReader#MAXIMUM_BYTES}
     */
    public synchronized void write(List<M> messages) throws IOException {
        int size = 0;
        for (M message : messages) {
            size = Math.addExact(size, FrameReader.LENGTH_BYTES + length(message));
        }
        byte[] frames = new byte[size];
        CodedOutputStream body = CodedOutputStream.newInstance(frames);
        for (M message : messages) {
            // big-endian, unlike protobuf's own fixed 32
            body.writeFixed32NoTag(Integer.reverseBytes(length(message)));
            message.writeTo(body);
        }
        body.checkNoSpaceLeft();
        out.write(frames);
        out.flush();
    }

    private int length(M message) {
        int length = message.getSerializedSize();
        if (length > FrameReader.MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "a message of " + length + " bytes; a frame carries " + FrameReader.MAXIMUM_BYTES);
        }
        return length;
    }
}
