package dev.tare.probe.clock;

/** The probe's monotonic clock: nanoseconds since an arbitrary instant, to be compared by difference. */
@FunctionalInterface
public interface NanoClock {

    NanoClock SYSTEM = System::nanoTime;

    long nanos();
}
