package dev.tare.controller.archive;

import com.google.protobuf.ByteString;
import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.Offset;
import dev.tare.common.histogram.HistogramFormatException;
import dev.tare.common.search.Burst;
import dev.tare.proto.agent.v1.ClockExchange;
import dev.tare.proto.agent.v1.ClockRelation;
import dev.tare.proto.agent.v1.CoreTimes;
import dev.tare.proto.agent.v1.DeviceCounters;
import dev.tare.proto.agent.v1.PathCounters;
import dev.tare.proto.agent.v1.Step;
import dev.tare.proto.probe.v1.Datagrams;
import dev.tare.proto.probe.v1.DeviceLatency;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.OneWay;
import dev.tare.proto.probe.v1.Phase;
import dev.tare.proto.probe.v1.TcpInfo;
import dev.tare.proto.probe.v1.TimingFloor;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From generated messages to records, one method per message. */
final class Messages {

    private Messages() {}

    static IntervalData interval(Interval it) throws HistogramFormatException {
        return new IntervalData(
                it.getIndex(),
                it.getPhase() == Phase.PHASE_MEASURE,
                it.getStartNanos(),
                it.getEndNanos(),
                it.hasReceivedBytes() ? it.getReceivedBytes() : null,
                it.hasSentBytes() ? it.getSentBytes() : null,
                it.hasTransactions() ? it.getTransactions() : null,
                it.hasTcp() ? tcp(it.getTcp()) : null,
                it.hasDatagrams() ? datagrams(it.getDatagrams()) : null,
                it.hasOneWay() ? oneWay(it.getOneWay()) : null,
                it.hasDeviceLatency() ? deviceLatency(it.getDeviceLatency()) : null,
                it.hasLatencyHistogram() ? histogram(it.getLatencyHistogram()) : null,
                it.hasProbeCpuNanos() ? it.getProbeCpuNanos() : null);
    }

    static Exchange exchange(ClockExchange it) {
        return new Exchange(it.getAskedNanos(), it.getReceivedNanos(), it.getSentNanos(), it.getAnsweredNanos());
    }

    private static DeviceLatencyData deviceLatency(DeviceLatency it) throws HistogramFormatException {
        return new DeviceLatencyData(
                histogram(it.getDeviceHistogram()), histogram(it.getAboveHistogram()), it.getUnstamped());
    }

    private static KeptHistogram histogram(ByteString encoded) throws HistogramFormatException {
        return KeptHistogram.of(encoded.toByteArray());
    }

    static TcpData tcp(TcpInfo it) {
        return new TcpData(
                it.hasRetransmittedSegments() ? it.getRetransmittedSegments() : null,
                it.hasDsackDuplicates() ? it.getDsackDuplicates() : null,
                it.hasRttMicros() ? it.getRttMicros() : null,
                it.hasMinRttMicros() ? it.getMinRttMicros() : null,
                it.hasCongestionWindowSegments() ? it.getCongestionWindowSegments() : null);
    }

    private static OneWayData oneWay(OneWay it) {
        return new OneWayData(
                transits(it.getToServerBaseNanos(), it.getToServerAboveNanosList()),
                transits(it.getToClientBaseNanos(), it.getToClientAboveNanosList()),
                it.getNotKept());
    }

    private static LongBuffer transits(long baseNanos, List<Long> aboveNanos) {
        return LongBuffer.wrap(aboveNanos.stream()
                        .mapToLong(above -> baseNanos + above)
                        .toArray())
                .asReadOnlyBuffer();
    }

    private static DatagramData datagrams(Datagrams it) {
        return new DatagramData(
                it.hasSent() ? it.getSent() : null,
                it.hasReceived() ? it.getReceived() : null,
                it.hasExpected() ? it.getExpected() : null,
                it.hasReordered() ? it.getReordered() : null,
                it.hasDuplicates() ? it.getDuplicates() : null,
                it.hasTimeouts() ? it.getTimeouts() : null,
                it.hasLateAnswers() ? it.getLateAnswers() : null,
                it.hasJitterNanos() ? it.getJitterNanos() : null);
    }

    static HostSample sample(dev.tare.proto.agent.v1.HostSample it) {
        boolean cgroup = it.hasRuntimeUserNanos() || it.hasRuntimeSystemNanos();
        return new HostSample(
                it.getStartNanos(),
                it.getEndNanos(),
                it.getCoresList().stream().map(Messages::core).toList(),
                cgroup ? it.getRuntimeUserNanos() + it.getRuntimeSystemNanos() : null,
                it.getContextSwitches(),
                it.getAgentCpuNanos());
    }

    private static HostSample.Core core(CoreTimes it) {
        return new HostSample.Core(
                it.getCpu(),
                it.getUserNanos(),
                it.getSystemNanos(),
                it.getSoftirqNanos(),
                it.getIrqNanos(),
                it.getStealNanos(),
                it.getIdleNanos());
    }

    static FloorData floor(TimingFloor it) {
        return new FloorData(
                it.getClockReadNanos(),
                it.getHistogramRecordNanos(),
                it.getWakeUpMedianNanos(),
                it.getWakeUpWorstNanos());
    }

    static BurstData burst(dev.tare.proto.probe.v1.Burst it) {
        return new BurstData(
                it.getPhase() == Phase.PHASE_MEASURE,
                it.getRepeats(),
                it.getStartNanos(),
                new Burst(
                        it.getAskedPerSecond(),
                        it.getLengthNanos(),
                        it.getSent(),
                        it.getReceived(),
                        it.getReceivingNanos()));
    }

    static Offset offset(ClockRelation it) {
        return new Offset(it.getOffsetNanos(), it.getBoundNanos(), it.getExchanges());
    }

    static List<StepData> steps(List<Step> steps) {
        return steps.stream()
                .map(it -> new StepData(it.getName(), it.getStartNanos(), it.getEndNanos()))
                .toList();
    }

    static Map<String, DeviceData> counters(PathCounters counters) {
        Map<String, DeviceData> byName = new LinkedHashMap<>();
        for (DeviceCounters it : counters.getDevicesList()) {
            byName.put(it.getName(), device(it));
        }
        return byName;
    }

    private static DeviceData device(DeviceCounters it) {
        return new DeviceData(
                it.getRxBytes(),
                it.getRxPackets(),
                it.getRxDropped(),
                it.getTxBytes(),
                it.getTxPackets(),
                it.getTxDropped(),
                it.hasQdiscBytes() ? it.getQdiscBytes() : null,
                it.hasQdiscPackets() ? it.getQdiscPackets() : null,
                it.hasQdiscDrops() ? it.getQdiscDrops() : null);
    }
}
