package dev.tare.probe.workload.udp;

import dev.tare.common.search.Burst;
import dev.tare.common.search.RateSearch;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.TriedBurst;
import dev.tare.probe.workload.lane.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * Offers bursts of datagrams and asks the receiver after each what came of it; by that it chooses the next rate. In warm-up all are
 * of the highest rate, and the search begins with the window. What is left of that goes on what was found: it is offered again,
 * burst by burst, which tells whether the rate can be kept up and changes nothing of the result.
 */
final class ThroughputSearch implements DatagramLane {

    /** All are told in one message at the end, which has a limit. */
    private static final int MOST_BURSTS = 20_000;

    private final Link link;
    private final Outflow outflow;
    private final SearchTerms terms;
    private final SideTalk talk;
    private final List<TriedBurst> tried = new ArrayList<>();

    ThroughputSearch(Link link, Outflow outflow, SearchTerms terms) {
        this.link = link;
        this.outflow = outflow;
        this.terms = terms;
        this.talk = new SideTalk(link);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        boolean going = true;
        while (going && fitsBefore(window.measuredFromNanos())) {
            going = burst(terms.highestPerSecond(), Phase.WARMUP, false, window, stop);
        }
        stop.roughlyUntil(window.measuredFromNanos());
        RateSearch search = terms.search();
        while (going && !search.isOver() && fitsBefore(window.endNanos())) {
            going = burst(search.nextPerSecond(), Phase.MEASURE, false, window, stop);
            if (going) {
                search.add(tried.getLast().burst());
            }
        }
        if (search.isOver() && search.found().isPresent()) {
            repeat(search.found().get().askedPerSecond(), window, stop);
        }
        long last = link.clock().nanos();
        // the receiver's window is as long
        stop.roughlyUntil(window.endNanos() + TAIL_NANOS);
        link.finish(outflow.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private void repeat(long perSecond, Window window, Stop stop) throws ProbeFailure {
        boolean going = !outflow.isOver();
        while (going && tried.size() < MOST_BURSTS && fitsBefore(window.endNanos())) {
            going = burst(perSecond, Phase.MEASURE, true, window, stop);
        }
    }

    /** The answer may come after that. */
    private boolean fitsBefore(long nanos) {
        return link.clock().nanos() + terms.burstNanos() + terms.settleNanos() - nanos <= 0;
    }

    /** False when the traffic is over, and nothing was learnt. */
    private boolean burst(long perSecond, Phase phase, boolean repeats, Window window, Stop stop) throws ProbeFailure {
        long from = outflow.number();
        long start = link.clock().nanos();
        long until = start + terms.burstNanos();
        long end = perSecond == Burst.ALL
                ? outflow.flood(start, until, window, stop)
                : outflow.paced(Rate.even(start, perSecond), Outflow.Wait.SPINNING, start, until, window, stop);
        if (outflow.isOver()) {
            return false;
        }
        stop.roughlyUntil(end + terms.settleNanos());
        long result = talk.say(outflow.number());
        if (result > 0) {
            result = talk.hear(2);
        }
        if (result <= 0) {
            link.checkEnd(result, window, stop, "waiting for the count of a burst");
            return false;
        }
        // the last of a rate leaves a gap before the end, which belongs to it
        long length = Math.max(end, until) - start;
        long sent = outflow.number() - from;
        Burst burst = new Burst(perSecond, length, sent, talk.number(0), talk.number(1));
        tried.add(new TriedBurst(phase, repeats, start, burst));
        return true;
    }

    @Override
    public Datagrams datagrams() {
        return outflow.datagrams();
    }

    @Override
    public List<TriedBurst> bursts() {
        return List.copyOf(tried);
    }
}
