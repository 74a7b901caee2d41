package dev.tare.probe.workload.udp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;
import java.util.Arrays;

/**
 * Keeps several requests on their way: each response makes room for the next. A request without its response in time is sent
 * again, alone, and counted; its latency still counts from the first, and no other waits for it. A response that nobody waits
 * for any more is counted and thrown away.
 */
final class ManyAsks implements DatagramLane {

    /** How often in a timeout somebody looks for what is late. */
    private static final int LOOKS = 4;

    /** None of the first requests looks like this, however few of its bytes are shown. */
    private static final long NOBODYS = -1;

    private final Link link;
    private final UdpSocket socket;
    private final Numbered request;
    private final Numbered response;
    private final long timeoutNanos;
    private final TransactionLog transactions;
    private final Faults faults;
    private final DatagramTally tally = new DatagramTally();

    // one element for each that is on its way
    private final long[] numbers;
    private final long[] firstNanos;
    private final long[] lastNanos;

    private long next;
    /** What the last sending gave that failed; zero when none did. */
    private long refused;

    ManyAsks(Link link, UdpSocket socket, Sizes sizes, long timeoutNanos, int inFlight, TransactionLog transactions) {
        this.link = link;
        this.socket = socket;
        this.request = new Numbered(sizes.requestBytes(), sizes.numberBytes());
        this.response = new Numbered(sizes.responseBytes(), sizes.numberBytes());
        this.timeoutNanos = timeoutNanos;
        this.transactions = transactions;
        this.faults = new Faults(link);
        this.numbers = new long[inFlight];
        Arrays.fill(numbers, NOBODYS);
        this.firstNanos = new long[inFlight];
        this.lastNanos = new long[inFlight];
        socket.receiveTimeout(timeoutNanos);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        for (int slot = 0; slot < numbers.length; slot++) {
            ask(slot, first);
        }
        long last = askUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        transactions.tell();
        link.finish(response.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long askUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        long now = first;
        long look = first + timeoutNanos;
        while (now - untilNanos < 0 && !stop.requested()) {
            long received = socket.receive(response.address(), response.roomBytes());
            now = link.clock().nanos();
            if (received > 0) {
                take(received, now);
            }
            boolean nothing = received <= 0;
            if ((nothing || refused != 0)
                    && faults.endsTraffic(nothing ? received : refused, window, stop, "waiting for a response")) {
                return now;
            }
            if (nothing || now - look >= 0) {
                link.overdue().check(link.name());
                askAgain(now);
                look = now + timeoutNanos / LOOKS;
            }
        }
        return now;
    }

    private void take(long received, long now) {
        link.tally().received(received);
        int slot = received == response.bytes() ? slotOfResponse() : -1;
        if (slot < 0) {
            tally.late();
            return;
        }
        tally.received();
        transactions.took(now - firstNanos[slot]);
        ask(slot, now);
        transactions.tell();
    }

    /** Negative where nobody waits for it. */
    private int slotOfResponse() {
        for (int slot = 0; slot < numbers.length; slot++) {
            if (response.has(numbers[slot])) {
                return slot;
            }
        }
        return -1;
    }

    private void ask(int slot, long now) {
        numbers[slot] = unlikeOthers();
        firstNanos[slot] = now;
        send(slot, now);
    }

    /** Of few bytes the next number may look like one that is still on its way: then it would take the other's answer. */
    private long unlikeOthers() {
        while (looksLikeAnother(next)) {
            next++;
        }
        return next++;
    }

    private boolean looksLikeAnother(long number) {
        for (long other : numbers) {
            if (request.showsAlike(number, other)) {
                return true;
            }
        }
        return false;
    }

    private void askAgain(long now) {
        for (int slot = 0; slot < numbers.length; slot++) {
            if (now - lastNanos[slot] >= timeoutNanos) {
                tally.timeout();
                send(slot, now);
            }
        }
    }

    private void send(int slot, long now) {
        lastNanos[slot] = now;
        request.number(numbers[slot]);
        long sent = socket.send(request.address(), request.bytes());
        if (sent < 0) {
            refused = sent; // it is late soon, and sent again
            return;
        }
        refused = 0;
        faults.none();
        link.tally().sent(sent);
        tally.sent();
    }

    @Override
    public Datagrams datagrams() {
        return tally.asked();
    }
}
