package dev.tare.probe.workload;

/** What the application has moved since the connections were opened. */
public record Counts(long receivedBytes, long sentBytes) {

    public static final Counts NOTHING = new Counts(0, 0);

    public Counts plus(Counts other) {
        return new Counts(receivedBytes + other.receivedBytes, sentBytes + other.sentBytes);
    }

    Counts since(Counts earlier) {
        return new Counts(receivedBytes - earlier.receivedBytes, sentBytes - earlier.sentBytes);
    }
}
