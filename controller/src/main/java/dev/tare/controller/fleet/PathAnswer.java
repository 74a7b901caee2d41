package dev.tare.controller.fleet;

import java.util.Optional;

/**
 * What came of datagrams that one host sent to another over the link, and the other sent back.
 *
 * @param roundTripNanos the fastest; 0 where nothing came back
 * @param largestPacketBytes what came back whole, headers included, up to the MTU that was asked for; 0 where nothing did
 * @param error what the sending host's kernel said when it would not send
 */
public record PathAnswer(
        int asked, int answered, long roundTripNanos, int largestPacketBytes, Optional<String> error) {}
