package dev.tare.controller.archive;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tare.proto.agent.v1.RunTrialResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads {@code client.pb} and {@code server.pb}: {@link RunTrialResponse} messages, each preceded by its length. A last
 * message that was cut off, as a killed controller leaves it, is a defect of the data, not an error; what came before it
 * is kept.
 */
final class SideReader {

    /** No agent sends more in one message: its engine output is cut into chunks and a histogram takes a few KiB. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /** Messages of one side of one trial: a day of 10 ms intervals would not reach it. */
    static final int MAX_MESSAGES = 20_000_000;

    private SideReader() {}

    static SideData read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in);
        }
    }

    static SideData read(InputStream in) throws IOException {
        SideBuilder side = new SideBuilder();
        for (int count = 0; ; count++) {
            if (count == MAX_MESSAGES) {
                side.defect("more than " + MAX_MESSAGES + " messages: the rest was not read");
                return side.build();
            }
            int first = in.read();
            if (first == -1) {
                return side.build();
            }
            try {
                int length = CodedInputStream.readRawVarint32(first, in);
                if (length < 0 || length > MAX_MESSAGE_BYTES) {
                    side.defect("message " + count + " claims " + Integer.toUnsignedLong(length)
                            + " bytes: it and what follows was not read");
                    return side.build();
                }
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    side.defect("the last message is cut off: " + bytes.length + " of " + length + " bytes");
                    return side.build();
                }
                side.add(RunTrialResponse.parseFrom(bytes));
            } catch (InvalidProtocolBufferException broken) {
                side.defect("message " + count + " does not parse: " + broken.getMessage());
                return side.build();
            }
        }
    }
}
