package dev.tare.common.frame;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes frames to a stream, each with one write and a flush. May be used by several threads.
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
    public synchronized void write(M message) throws IOException {
        int length = message.getSerializedSize();
        if (length > FrameReader.MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "a message of " + length + " bytes; a frame carries " + FrameReader.MAXIMUM_BYTES);
        }
        byte[] frame = new byte[FrameReader.LENGTH_BYTES + length];
        frame[0] = (byte) (length >>> 24);
        frame[1] = (byte) (length >>> 16);
        frame[2] = (byte) (length >>> 8);
        frame[3] = (byte) length;
        CodedOutputStream body = CodedOutputStream.newInstance(frame, FrameReader.LENGTH_BYTES, length);
        message.writeTo(body);
        body.checkNoSpaceLeft();
        out.write(frame);
        out.flush();
    }
}
