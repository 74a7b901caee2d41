package dev.tare.controller.trial;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Which hosts a trial is between, by their names in the lab file: two, or one that has both sides.
 *
 * @param client the host whose probe connects
 * @param server the host whose probe answers: another one, or the same
 */
public record Pair(String client, String server) {

    /** Of a lab whose hosts are called as the sides are, and of archives that are older than pairs. */
    public static final Pair USUAL = new Pair(Side.CLIENT.word(), Side.SERVER.word());

    /** Whether one host is both sides, as on the testbed of one machine: then no link is crossed. */
    @JsonIgnore
    public boolean isOneHost() {
        return client.equals(server);
    }

    public String host(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    public List<String> hosts() {
        return List.of(client, server);
    }

    /** For people. */
    public String title() {
        return isOneHost() ? "within " + client : client + " → " + server;
    }
}
