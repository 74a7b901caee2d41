package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.DescribeRequest;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class MutualTlsTest {

    @TempDir
    Path directory;

    @Test
    void onlyWhoTheAuthoritySignedGetsIn() throws Exception {
        try (var agent = new TestAgent(directory)) {
            TestPki stranger = new TestPki(directory.resolve("stranger")).issue("controller");
            ChannelCredentials wrong = TlsChannelCredentials.newBuilder()
                    .keyManager(
                            stranger.file("controller.pem").toFile(),
                            stranger.file("controller.key").toFile())
                    .trustManager(agent.pki.file("ca.pem").toFile())
                    .build();
            ChannelCredentials none = TlsChannelCredentials.newBuilder()
                    .trustManager(agent.pki.file("ca.pem").toFile())
                    .build();
            assertRefused(agent, wrong);
            assertRefused(agent, none);
            assertRefused(agent, InsecureChannelCredentials.create());
            assertThat(AgentServiceGrpc.newBlockingStub(agent.channel())
                            .describe(DescribeRequest.getDefaultInstance())
                            .getBundleDigest())
                    .isEqualTo("sha256:00");
        }
    }

    private static void assertRefused(TestAgent agent, ChannelCredentials credentials) {
        try {
            var answer = AgentServiceGrpc.newBlockingStub(agent.channel(credentials))
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .describe(DescribeRequest.getDefaultInstance());
            throw new AssertionError("let in: " + answer);
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }
}
