package dev.tare.agent.service;

import com.google.protobuf.ByteString;
import dev.tare.proto.agent.v1.AnswerPathRequest;
import dev.tare.proto.agent.v1.AnswerPathResponse;
import dev.tare.proto.agent.v1.AskPathRequest;
import dev.tare.proto.agent.v1.AskPathResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Whether the data path between two hosts carries datagrams: one host answers, the other asks. */
final class PathCalls {

    @Inject
    PathCalls() {}

    void answer(AnswerPathRequest request, ServerCallStreamObserver<AnswerPathResponse> out) {
        try {
            PathEcho echo = PathEcho.open(own(request.getAddress()));
            out.setOnCancelHandler(echo::close);
            out.onNext(AnswerPathResponse.newBuilder()
                    .setPort(echo.port())
                    .setToken(ByteString.copyFrom(echo.token()))
                    .build());
        } catch (IllegalArgumentException e) {
            out.onError(refusal(Status.INVALID_ARGUMENT, e));
        } catch (IOException e) {
            out.onError(refusal(Status.INTERNAL, e));
        }
    }

    void ask(AskPathRequest request, StreamObserver<AskPathResponse> out) {
        try {
            out.onNext(asked(request));
            out.onCompleted();
        } catch (IllegalArgumentException e) {
            out.onError(refusal(Status.INVALID_ARGUMENT, e));
        } catch (IOException e) {
            out.onError(refusal(Status.INTERNAL, e));
        }
    }

    private static AskPathResponse asked(AskPathRequest request) throws IOException {
        int mtuBytes = request.getMtuBytes();
        if (mtuBytes < PathQuestion.LEAST_MTU_BYTES || mtuBytes > PathEcho.MOST_BYTES) {
            throw new IllegalArgumentException("an MTU is from " + PathQuestion.LEAST_MTU_BYTES + " to "
                    + PathEcho.MOST_BYTES + " bytes, not " + Integer.toUnsignedString(mtuBytes));
        }
        byte[] token = request.getToken().toByteArray();
        if (token.length != PathEcho.TOKEN_BYTES) {
            throw new IllegalArgumentException("a token of " + token.length + " bytes");
        }
        InetSocketAddress echo = new InetSocketAddress(InetAddress.ofLiteral(request.getAddress()), request.getPort());
        try (PathQuestion question = PathQuestion.open(own(request.getLocalAddress()), echo, token)) {
            PathQuestion.Answer answer = question.ask(mtuBytes);
            return AskPathResponse.newBuilder()
                    .setAsked(answer.asked())
                    .setAnswered(answer.answered())
                    .setRoundTripNanos(answer.roundTripNanos())
                    .setLargestPacketBytes(answer.largestPacketBytes())
                    .setError(answer.error().orElse(""))
                    .build();
        }
    }

    private static InetAddress own(String literal) throws SocketException {
        InetAddress address = InetAddress.ofLiteral(literal);
        if (NetworkInterface.getByInetAddress(address) == null) {
            throw new IllegalArgumentException("this host does not have the address " + literal);
        }
        return address;
    }

    private static Throwable refusal(Status status, Exception why) {
        return status.withDescription(why.getMessage()).withCause(why).asRuntimeException();
    }
}
