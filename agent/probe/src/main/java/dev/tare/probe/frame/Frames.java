package dev.tare.probe.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tare.common.histogram.HistogramCodec;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Scheduling;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.DeviceLatency;
import dev.tare.probe.workload.OneWay;
import dev.tare.probe.workload.Opened;
import dev.tare.probe.workload.Slice;
import dev.tare.probe.workload.TcpChange;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.TriedBurst;
import dev.tare.probe.workload.lane.TimingFloor;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.TcpInfo;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What the probe knows, as messages. What is not known is left out. */
public final class Frames {

    private Frames() {}

    public static ProbeResponse prepared(
            Opened opened, long setupNanos, Optional<TimingFloor> floor, Scheduling scheduling) {
        Prepared.Builder prepared = Prepared.newBuilder()
                .setLocalAddress(opened.local().getAddress().getHostAddress())
                .setLocalPort(opened.local().getPort())
                .setPeerAddress(opened.peer().getAddress().getHostAddress())
                .setPeerPort(opened.peer().getPort())
                .setSetupNanos(setupNanos);
        opened.congestionControl().ifPresent(prepared::setCongestionControl);
        opened.mssBytes().ifPresent(prepared::setMssBytes);
        opened.sendBufferBytes().ifPresent(prepared::setSendBufferBytes);
        opened.receiveBufferBytes().ifPresent(prepared::setReceiveBufferBytes);
        opened.pathMtuBytes().ifPresent(prepared::setPathMtuBytes);
        opened.tls().ifPresent(prepared::setTls);
        scheduling.policy().ifPresent(prepared::setScheduling);
        prepared.addAllAllowedCpus(scheduling.cpus());
        floor.ifPresent(it -> prepared.setFloor(dev.tare.proto.probe.v1.TimingFloor.newBuilder()
                .setClockReadNanos(it.clockReadNanos())
                .setHistogramRecordNanos(it.recordNanos())
                .setWakeUpMedianNanos(it.wakeUpMedianNanos())
                .setWakeUpWorstNanos(it.wakeUpWorstNanos())));
        return ProbeResponse.newBuilder().setPrepared(prepared).build();
    }

    static ProbeResponse interval(Slice slice) {
        Interval.Builder interval = Interval.newBuilder()
                .setIndex(slice.index())
                .setPhase(phase(slice.phase()))
                .setStartNanos(slice.startNanos())
                .setEndNanos(slice.endNanos());
        slice.counts()
                .ifPresent(it -> interval.setReceivedBytes(it.receivedBytes()).setSentBytes(it.sentBytes()));
        slice.tcp().ifPresent(tcp -> interval.setTcp(tcpInfo(tcp)));
        slice.datagrams().ifPresent(it -> interval.setDatagrams(datagrams(it)));
        slice.cpuNanos().ifPresent(interval::setProbeCpuNanos);
        slice.oneWay().filter(it -> !it.isEmpty()).ifPresent(it -> interval.setOneWay(oneWay(it)));
        slice.deviceLatency().ifPresent(it -> interval.setDeviceLatency(deviceLatency(it)));
        slice.transactions().ifPresent(interval::setTransactions);
        slice.latencies().ifPresent(latencies -> {
            interval.setLatencyHistogram(encoded(latencies)).setTransactions(latencies.getTotalCount());
        });
        return ProbeResponse.newBuilder().setInterval(interval).build();
    }

    public static ProbeResponse finished(Optional<Totals> totals, int droppedIntervals, List<TriedBurst> bursts) {
        Finished.Builder finished = Finished.newBuilder().setDroppedIntervals(droppedIntervals);
        totals.ifPresent(it -> {
            finished.setTotalReceivedBytes(it.receivedBytes())
                    .setTotalSentBytes(it.sentBytes())
                    .setFirstByteNanos(it.firstByteNanos())
                    .setLastByteNanos(it.lastByteNanos());
            if (it.begunNanos() != 0) {
                finished.setBegunNanos(it.begunNanos());
            }
        });
        bursts.forEach(it -> finished.addBursts(burst(it)));
        return ProbeResponse.newBuilder().setFinished(finished).build();
    }

    private static dev.tare.proto.probe.v1.Burst.Builder burst(TriedBurst it) {
        return dev.tare.proto.probe.v1.Burst.newBuilder()
                .setPhase(phase(it.phase()))
                .setRepeats(it.repeats())
                .setAskedPerSecond(it.burst().askedPerSecond())
                .setStartNanos(it.startNanos())
                .setLengthNanos(it.burst().lengthNanos())
                .setSent(it.burst().sent())
                .setReceived(it.burst().received())
                .setReceivingNanos(it.burst().receivingNanos());
    }

    public static ProbeResponse failure(ProbeFailure failure) {
        return ProbeResponse.newBuilder()
                .setFailure(Failure.newBuilder()
                        .setCode(failure.code().word())
                        .setMessage(String.valueOf(failure.getMessage())))
                .build();
    }

    static dev.tare.proto.probe.v1.Phase phase(Phase phase) {
        return switch (phase) {
            case WARMUP -> dev.tare.proto.probe.v1.Phase.PHASE_WARMUP;
            case MEASURE -> dev.tare.proto.probe.v1.Phase.PHASE_MEASURE;
        };
    }

    private static ByteString encoded(Histogram histogram) {
        return UnsafeByteOperations.unsafeWrap(HistogramCodec.encode(histogram));
    }

    private static dev.tare.proto.probe.v1.DeviceLatency deviceLatency(DeviceLatency it) {
        return dev.tare.proto.probe.v1.DeviceLatency.newBuilder()
                .setDeviceHistogram(encoded(it.device()))
                .setAboveHistogram(encoded(it.above()))
                .setUnstamped(it.unstamped())
                .build();
    }

    private static TcpInfo tcpInfo(TcpChange tcp) {
        TcpInfo.Builder info = TcpInfo.newBuilder();
        tcp.retransmittedSegments().ifPresent(info::setRetransmittedSegments);
        tcp.dsackDuplicates().ifPresent(info::setDsackDuplicates);
        tcp.rttMicros().ifPresent(info::setRttMicros);
        tcp.rttVarianceMicros().ifPresent(info::setRttVarianceMicros);
        tcp.minRttMicros().ifPresent(info::setMinRttMicros);
        tcp.congestionWindowSegments().ifPresent(info::setCongestionWindowSegments);
        tcp.segmentsOut().ifPresent(info::setSegmentsOut);
        tcp.segmentsIn().ifPresent(info::setSegmentsIn);
        return info.build();
    }

    private static dev.tare.proto.probe.v1.OneWay oneWay(OneWay it) {
        long toServer = it.toServer().min().orElseThrow();
        long toClient = it.toClient().min().orElseThrow();
        var message = dev.tare.proto.probe.v1.OneWay.newBuilder()
                .setToServerBaseNanos(toServer)
                .setToClientBaseNanos(toClient)
                .setNotKept(it.notKept());
        it.toServer().forEach(nanos -> message.addToServerAboveNanos(nanos - toServer));
        it.toClient().forEach(nanos -> message.addToClientAboveNanos(nanos - toClient));
        return message.build();
    }

    private static dev.tare.proto.probe.v1.Datagrams datagrams(Datagrams it) {
        var message = dev.tare.proto.probe.v1.Datagrams.newBuilder().setSent(it.sent());
        it.received().ifPresent(message::setReceived);
        it.expected().ifPresent(message::setExpected);
        it.reordered().ifPresent(message::setReordered);
        it.duplicates().ifPresent(message::setDuplicates);
        it.timeouts().ifPresent(message::setTimeouts);
        it.lateAnswers().ifPresent(message::setLateAnswers);
        it.jitterNanos().ifPresent(message::setJitterNanos);
        return message.build();
    }
}
