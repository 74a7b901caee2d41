package dev.tare.probe.workload.tcp;

import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.WorkloadOptions;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Streams in one direction, on as many threads as there shall be.
 *
 * @param sends whether this side does
 * @param threads of all of them; 0 gives each stream one of its own
 */
record StreamLanes(boolean sends, int blockBytes, boolean zerocopy, int threads) implements TcpPlan.LanesMaker {

    static StreamLanes of(WorkloadOptions options, boolean sends) {
        return new StreamLanes(
                sends, options.number("block"), options.text("zerocopy").equals("on"), options.number("threads"));
    }

    @Override
    public void make(List<Link> links, Consumer<Lane> made) throws ProbeFailure {
        for (List<Link> share : shares(links, threads == 0 ? links.size() : threads)) {
            made.accept(share.size() == 1 ? alone(share.getFirst()) : shared(share));
        }
    }

    /** As dealt out one after the other: no share is larger than another by more than one. */
    static <T> List<List<T>> shares(List<T> all, int count) {
        return IntStream.range(0, count)
                .mapToObj(share -> IntStream.range(0, all.size())
                        .filter(i -> i % count == share)
                        .<T>mapToObj(all::get)
                        .toList())
                .toList();
    }

    private Lane alone(Link link) throws ProbeFailure {
        return sends ? new StreamSender(link, Outgoing.of(blockBytes, zerocopy)) : new StreamReceiver(link, blockBytes);
    }

    private Lane shared(List<Link> links) {
        return sends ? new SharedSender(links, new CopiedBlock(blockBytes)) : new SharedReceiver(links, blockBytes);
    }
}
