package dev.tare.probe.workload.udp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Departures;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.EchoFormat;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.DeviceLatency;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends a request and waits for the response with its number. Where none comes in time a {@link Reminder} sends the request again,
 * which is counted; its latency still counts from the first. A response that comes when nobody waits for it any more is
 * counted and thrown away.
 */
final class Asks implements DatagramLane {

    private final Link link;
    private final UdpSocket socket;
    private final Numbered request;
    private final Numbered response;
    private final Rate rate;
    private final TransactionLog transactions;
    private final Stamps stamps;
    private final Faults faults;
    private final DatagramTally tally = new DatagramTally();
    private final Reminder reminder;

    Asks(
            Link link,
            UdpSocket socket,
            Sizes sizes,
            long timeoutNanos,
            Rate rate,
            TransactionLog transactions,
            Stamps stamps) {
        this(
                link,
                socket,
                () -> new Numbered(sizes.requestBytes(), sizes.numberBytes()),
                new Numbered(sizes.responseBytes(), sizes.numberBytes()),
                timeoutNanos,
                rate,
                transactions,
                stamps);
    }

    /** By ICMP echo, on a socket for that. */
    static Asks echoes(
            Link link,
            UdpSocket socket,
            EchoFormat format,
            Sizes sizes,
            long timeoutNanos,
            Rate rate,
            TransactionLog transactions) {
        return new Asks(
                link,
                socket,
                () -> new EchoRequest(format, sizes),
                new EchoAnswer(format, sizes),
                timeoutNanos,
                rate,
                transactions,
                Stamps.NONE);
    }

    private Asks(
            Link link,
            UdpSocket socket,
            Supplier<Numbered> requests,
            Numbered response,
            long timeoutNanos,
            Rate rate,
            TransactionLog transactions,
            Stamps stamps) {
        this.link = link;
        this.socket = socket;
        this.request = requests.get();
        this.response = response;
        this.rate = rate;
        this.transactions = transactions;
        this.stamps = stamps;
        this.faults = new Faults(link);
        this.reminder = new Reminder(link.clock(), socket, requests.get(), stamps, timeoutNanos);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        try (var _ = PeerWatch.begin(link, socket)) {
            return askAll(window, stop);
        }
    }

    private Totals askAll(Window window, Stop stop) throws ProbeFailure {
        long untilNanos = window.endNanos() + TAIL_NANOS;
        long first;
        long last;
        try (reminder) {
            reminder.begin(untilNanos);
            if (!link.lead(window, stop, rate)) {
                return Totals.NOTHING;
            }
            first = link.clock().nanos();
            last = askUntil(untilNanos, window, stop, first);
        }
        noteRepeats();
        transactions.tell();
        stamps.travels();
        link.finish(response.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long askUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        Departures departures = rate.from(window.startNanos(), stop);
        long now = first;
        for (long number = 0; now - untilNanos < 0 && !stop.requested(); number++) {
            if (!rate.closedLoop()) {
                transactions.tell(); // the wait may be longer than an interval
            }
            long due = departures.next(now);
            if (due - untilNanos >= 0) {
                return now;
            }
            reminder.asks(number, rate.closedLoop() ? now : link.clock().nanos());
            if (!ask(number, untilNanos, window, stop)) {
                return now;
            }
            reminder.answered();
            now = link.clock().nanos();
            transactions.took(now - due);
            stamps.answered(response, now);
        }
        return now;
    }

    /** False when it was given up because the traffic is over. */
    private boolean ask(long number, long untilNanos, Window window, Stop stop) throws ProbeFailure {
        request.number(number);
        while (true) {
            stamps.marks(request);
            stamps.asks();
            long result = socket.send(request.address(), request.bytes());
            transactions.tell();
            stamps.travels();
            if (result >= 0) {
                link.tally().sent(request.payload(result));
                tally.sent();
                result = await(number, stop);
                noteRepeats();
            }
            if (result > 0) {
                faults.none();
                return true;
            }
            tally.timeout();
            boolean over = faults.endsTraffic(result, window, stop, "waiting for a response");
            if (over || link.clock().nanos() - untilNanos >= 0) {
                return false;
            }
        }
    }

    /** What belongs to this thread of what the reminder did. */
    private void noteRepeats() throws ProbeFailure {
        for (long left = reminder.takeTried(); left > 0; left--) {
            stamps.repeated();
        }
        for (long left = reminder.takeSent(); left > 0; left--) {
            link.tally().sent(request.payload(request.bytes()));
        }
        reminder.check(link.name());
    }

    /**
     * Positive when the response is there, {@link Faults#NOT_IN_TIME} when the wait was ended, another {@code -errno} when it failed.
     * What nobody waits for does not end it: the reminder asks again all the same.
     */
    private long await(long number, Stop stop) throws ProbeFailure {
        long received = socket.receive(response.address(), response.roomBytes());
        while (received >= 0 && !(received == response.bytes() && response.has(number))) {
            if (socket.isWoken() || stop.requested()) {
                return Faults.NOT_IN_TIME;
            }
            if (response.isOurs(received)) {
                link.tally().received(response.payload(received));
                tally.late();
            }
            link.overdue().check(link.name());
            received = socket.receive(response.address(), response.roomBytes());
        }
        if (received > 0) {
            link.tally().received(response.payload(received));
            tally.received();
        }
        return received;
    }

    @Override
    public Datagrams datagrams() {
        return tally.asked(reminder.sent(), reminder.tried());
    }

    @Override
    public Optional<DeviceLatency> takeDeviceLatency() {
        return stamps.takeDeviceLatency();
    }
}
