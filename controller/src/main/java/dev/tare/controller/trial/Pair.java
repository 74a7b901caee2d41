package dev.tare.controller.trial;

import java.util.List;

/**
 * Which two hosts a trial is between, by their names in the lab file.
 *
 * @param client the host whose probe connects
 * @param server another one, whose probe answers
 */
public record Pair(String client, String server) {

    /** Of a lab whose hosts are called as the sides are, and of archives that are older than pairs. */
    public static final Pair USUAL = new Pair(Side.CLIENT.word(), Side.SERVER.word());

    public Pair {
        if (client.equals(server)) {
            throw new IllegalArgumentException("a pair is of two hosts, not of " + client + " and itself");
        }
    }

    public String host(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    public List<String> hosts() {
        return List.of(client, server);
    }

    /** For people. */
    public String title() {
        return client + " → " + server;
    }
}
