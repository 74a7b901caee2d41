package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class LibcTest {

    private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
    private static final int NEVER_OPEN = 1 << 20;

    private final Libc libc = new Libc();
    private final NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);

    @Test
    void aSocketListensWhereItWasBound() {
        int fd = libc.socket(SocketAddressCodec.AF_INET, SOCK_STREAM_CLOEXEC, 0);
        assertThat(fd).isNotNegative();
        int written = SocketAddressCodec.write(InetAddress.ofLiteral("127.0.0.1"), 0, address);
        assertThat(libc.bind(fd, address, written)).isZero();
        assertThat(libc.listen(fd, 1)).isZero();
        length.bytes().putInt(0, SocketAddressCodec.MAXIMUM_BYTES);
        assertThat(libc.getsockname(fd, address, length)).isZero();
        InetSocketAddress bound = SocketAddressCodec.read(address);
        assertThat(bound.getAddress().isLoopbackAddress()).isTrue();
        assertThat(bound.getPort()).isPositive();
        assertThat(libc.close(fd)).isZero();
        // the number of what is closed may be somebody else's by now
        assertThat(libc.close(NEVER_OPEN)).as("never open").isEqualTo(-9);
        assertThat(libc.send(NEVER_OPEN, address.address(), 1, 0))
                .as("never open")
                .isEqualTo(-9);
        assertThat(libc.recv(-1, address.address(), 1, 0)).as("never open").isEqualTo(-9);
    }

    @Test
    void addressesOfBothFamiliesSurviveTheRoundTrip() {
        for (String literal : new String[] {"10.1.2.3", "fd00::1:ff"}) {
            InetAddress given = InetAddress.ofLiteral(literal);
            SocketAddressCodec.write(given, 65_000, address);
            assertThat(SocketAddressCodec.read(address)).isEqualTo(new InetSocketAddress(given, 65_000));
        }
    }

    @Test
    void cpuTimeGrowsWithWork() {
        ProcessCpuClock clock = new ProcessCpuClock();
        long before = clock.nanos().orElseThrow();
        // a machine that gives this process no CPU makes it wait
        long until = System.nanoTime() + 30_000_000_000L;
        while (clock.nanos().orElseThrow() <= before + 500_000 && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        assertThat(clock.nanos().orElseThrow()).isGreaterThan(before + 500_000);
    }

    @Test
    void errorsHaveNamesAndUnknownOnesANumber() {
        assertThat(Errno.describe(Errno.EADDRINUSE)).startsWith("EADDRINUSE");
        assertThat(Errno.describe(4711)).isEqualTo("errno 4711");
    }
}
