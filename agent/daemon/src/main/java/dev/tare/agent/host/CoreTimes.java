package dev.tare.agent.host;

/**
 * CPU time of one core, in nanoseconds, from {@code /proc/stat}; its resolution is a tick.
 *
 * @param userNanos niced processes included
 * @param idleNanos waiting for input and output included
 */
public record CoreTimes(
        int cpu, long userNanos, long systemNanos, long softirqNanos, long irqNanos, long stealNanos, long idleNanos) {

    /** USER_HZ is 100 on every architecture Linux has a JVM for (include/asm-generic/param.h). */
    static final long NANOS_PER_TICK = 10_000_000;

    CoreTimes since(CoreTimes earlier) {
        return new CoreTimes(
                cpu,
                userNanos - earlier.userNanos,
                systemNanos - earlier.systemNanos,
                softirqNanos - earlier.softirqNanos,
                irqNanos - earlier.irqNanos,
                stealNanos - earlier.stealNanos,
                // the kernel's idle counter may step back by a tick
                Math.max(0, idleNanos - earlier.idleNanos));
    }

    /** Reads the rest of one core's line: user nice system idle iowait irq softirq steal. */
    static CoreTimes scan(int cpu, Scan line) {
        long user = line.number() + line.number();
        long system = line.number();
        long idle = line.number() + line.number();
        long irq = line.number();
        long softirq = line.number();
        long steal = line.number();
        return new CoreTimes(
                cpu,
                user * NANOS_PER_TICK,
                system * NANOS_PER_TICK,
                softirq * NANOS_PER_TICK,
                irq * NANOS_PER_TICK,
                steal * NANOS_PER_TICK,
                idle * NANOS_PER_TICK);
    }
}
