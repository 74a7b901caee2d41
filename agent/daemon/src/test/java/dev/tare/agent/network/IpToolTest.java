package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.process.CommandFailedException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IpToolTest {

    private static final InetAddress PEER = Cidr.literal("10.0.0.2");

    @TempDir
    private Path directory;

    @Test
    void thatThereIsNothingToForgetIsNoFailure() throws Exception {
        FakeIp ip = failing("RTNETLINK answers: No such process\nCommand failed -:1");
        ip.tool.forgetMetrics(PEER);
        assertThat(ip.asked).containsExactly("tcp_metrics delete 10.0.0.2");
    }

    @Test
    void thatItMayNotBeForgottenIsOne() throws Exception {
        FakeIp ip = failing("RTNETLINK answers: Operation not permitted");
        assertThatThrownBy(() -> ip.tool.forgetMetrics(PEER)).hasMessageContaining("Operation not permitted");
    }

    private FakeIp failing(String words) throws Exception {
        return new FakeIp(directory, lines -> {
            throw CommandFailedException.ended(List.of("ip"), 1, "", words);
        });
    }
}
