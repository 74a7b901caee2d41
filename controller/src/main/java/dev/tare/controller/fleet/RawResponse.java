package dev.tare.controller.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tare.proto.agent.v1.RunTrialResponse;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A message of a trial's stream, and the bytes it was read from. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a file; never compared
record RawResponse(byte[] bytes, RunTrialResponse message) {

    /** Keeps the bytes, so that the archive holds what came and not what was understood of it. */
    static final class Marshaller implements MethodDescriptor.Marshaller<RawResponse> {

        @Override
        public InputStream stream(RawResponse value) {
            return new ByteArrayInputStream(value.bytes());
        }

        @Override
        public RawResponse parse(InputStream stream) {
            try {
                byte[] bytes = stream.readAllBytes();
                return new RawResponse(bytes, RunTrialResponse.parseFrom(bytes));
            } catch (InvalidProtocolBufferException e) {
                throw Status.INTERNAL
                        .withDescription("sent a message that is no RunTrialResponse")
                        .withCause(e)
                        .asRuntimeException();
            } catch (IOException e) {
                throw Status.UNAVAILABLE
                        .withDescription("broke off within a message")
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }
}
