package dev.tare.agent.network;

/** What a root queueing discipline has sent; its packets are true segments, not super-packets. */
public record QdiscCounters(long bytes, long packets, long drops) {}
