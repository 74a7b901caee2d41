package dev.tare.controller.trial;

/**
 * One combination of factors.
 *
 * @param id short, unique within the plan, fit for a file name: {@code [a-z0-9-]+}, e.g. {@code gvisor-systrap-bridge-tcp-rr-10ge}
 * @param engine who produces the traffic; {@code builtin}
 * @param side which side is in the runtime under test: {@code client}; the other one is native
 * @param link the link's name as the plan has it, e.g. {@code 10GE}
 * @param linkBitsPerSecond its rate on the wire; 0 is unlimited
 */
public record Cell(
        String id,
        Chosen runtime,
        Chosen network,
        Chosen workload,
        String engine,
        String side,
        String link,
        long linkBitsPerSecond) {}
