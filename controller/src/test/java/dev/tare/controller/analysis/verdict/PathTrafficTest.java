package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.catalog.Transport;
import org.junit.jupiter.api.Test;

/** What a device counts at least and at most, in numbers worked out by hand. */
class PathTrafficTest {

    private static final long SLACK = 256 * 1024;

    @Test
    void aStreamFillsSuperPacketsOrSegments() {
        PathTraffic stream = new PathTraffic(Transport.TCP, Long.MAX_VALUE, 65_536, 1448, 34, 0, 0, 0, 0.0);
        long payload = 65_536L * 1448;
        assertThat(stream.least(payload)).isCloseTo((payload + 54 * 1448.0) * 0.999, within(1.0));
        assertThat(stream.most(payload, 0, stream)).isCloseTo((payload + 110 * 65_536.0) * 1.02 + SLACK, within(1.0));
        assertThat(stream.most(0, payload, stream))
                .as("acknowledgements of the other direction")
                .isCloseTo(110 * 65_536.0 * 1.02 + SLACK, within(1.0));
    }

    @Test
    void aConnectionForEachRequestBringsPacketsOfItsOwn() {
        PathTraffic calls = new PathTraffic(Transport.TCP, 1, 65_536, 1448, 34, 1, 6, 0, null);
        assertThat(calls.least(1_000)).isCloseTo((1_000 + 54 * 2_000.0) * 0.999, within(1.0));
        assertThat(calls.most(1_000, 1_000, calls)).isCloseTo((1_000 + 110 * 8_000.0) * 1.1 + SLACK, within(1.0));
    }

    @Test
    void aLongMessageMayBreakOff() {
        PathTraffic bodies = new PathTraffic(Transport.TCP, 1 << 20, 65_536, 1448, 34, 0, 0, 0, 0.0);
        long payload = 100_000;
        assertThat(bodies.least(payload)).isCloseTo((payload + 54 * 2.0) * 0.999, within(1.0));
        assertThat(bodies.most(payload, 0, bodies)).isCloseTo((payload + 110 * 70.0) * 1.02 + SLACK, within(1.0));
        long more = payload + (2 << 20);
        assertThat(bodies.least(more)).isCloseTo((more + 54 * 34.0) * 0.999, within(1.0));
        assertThat(bodies.most(more, 0, bodies)).isCloseTo((more + 110 * 1_520.0) * 1.02 + SLACK, within(1.0));
    }

    @Test
    void aDatagramIsAPacketOrItsFragments() {
        PathTraffic small = new PathTraffic(Transport.UDP, 100, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(small.least(10_000)).isCloseTo((10_000 + 42 * 100.0) * 0.999, within(1.0));
        assertThat(small.most(10_000, 10_000, small))
                .as("nothing is acknowledged")
                .isCloseTo((10_000 + 66 * 100.0) * 1.1 + SLACK, within(1.0));
        PathTraffic large = new PathTraffic(Transport.UDP, 9_000, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(large.least(90_000)).isCloseTo((90_000 + 34 * 70 + 8 * 10.0) * 0.999, within(1.0));
    }

    /** Payloads and device counters of two namespaces joined by a veth pair, as they were read. */
    @Test
    void whatWasMeasuredLiesBetween() {
        PathTraffic small = new PathTraffic(Transport.UDP, 1, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(2_290_864.0).isBetween(small.least(53_003), small.most(53_003, 53_003, small));
        PathTraffic large = new PathTraffic(Transport.UDP, 9_000, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(217_487_000.0).isBetween(large.least(211_698_000), large.most(211_698_000, 34_624_384, large));
        PathTraffic calls = new PathTraffic(Transport.TCP, 1, 65_536, 1448, 34, 1, 6, 0, null);
        assertThat(2_700_605.0).as("the server closes").isBetween(calls.least(7_965), calls.most(7_965, 7_965, calls));
        assertThat(1_422_038.0).as("the client resets").isBetween(calls.least(6_868), calls.most(6_868, 6_868, calls));
        PathTraffic lossy = new PathTraffic(Transport.UDP, 1_472, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(203_173_305.0).isBetween(lossy.least(102_343_744), lossy.most(197_536_512, 0, lossy));
    }

    /** Ethernet 14, IPv4 20, ICMP 8, data 56. */
    @Test
    void anEchoIsAPacketEachWay() {
        PathTraffic echoes = new PathTraffic(Transport.ICMP, 56, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(echoes.least(56_000)).isCloseTo(98_000 * 0.999, within(1.0));
        assertThat(echoes.most(56_000, 56_000, echoes)).isCloseTo((56_000 + 66 * 1_000.0) * 1.1 + SLACK, within(1.0));
    }

    /** Of the same kind, within one namespace: packets of the loopback are counted without their Ethernet header. */
    @Test
    void theLoopbackCountsFromTheNetworkLayerOn() {
        PathTraffic calls = new PathTraffic(Transport.TCP, 1, 65_536, 65_484, 20, 0, 0, 0, 0.0);
        double counted = 53 * 100_000.0;
        assertThat(counted).isBetween(calls.least(100_000), calls.most(100_000, 100_000, calls));
    }

    @Test
    void nothingSentNeedsNothingCounted() {
        PathTraffic large = new PathTraffic(Transport.UDP, 9_000, 1480, 1480, 34, 0, 0, 0, null);
        assertThat(large.least(0)).isZero();
    }
}
