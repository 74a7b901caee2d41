package dev.tare.controller.lab;

import dev.tare.common.linux.CpuSet;
import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Map;

/**
 * Which CPUs each side's agent, and all that it starts, may use.
 *
 * @param controller where the lab's keeper and the controller run
 */
public record CpuPlan(CpuSet client, CpuSet server, CpuSet controller) {

    /** Both sides get equally many. With three or more CPUs at least one is left over, for the controller. */
    public static CpuPlan split(CpuSet allowed) {
        List<Integer> cpus = allowed.cpus();
        if (cpus.size() == 1) {
            return new CpuPlan(allowed, allowed, allowed);
        }
        int each = Math.max(1, (cpus.size() - 1) / 2);
        CpuSet client = new CpuSet(cpus.subList(0, each));
        CpuSet server = new CpuSet(cpus.subList(each, 2 * each));
        return new CpuPlan(client, server, rest(allowed, client, server));
    }

    /** As somebody asked for it. */
    public static CpuPlan of(CpuSet allowed, Map<Side, CpuSet> chosen) {
        CpuPlan split = split(allowed);
        CpuSet client = chosen.getOrDefault(Side.CLIENT, split.client);
        CpuSet server = chosen.getOrDefault(Side.SERVER, split.server);
        for (CpuSet cpus : List.of(client, server)) {
            if (!allowed.contains(cpus.cpus())) {
                throw new IllegalArgumentException("CPUs " + cpus + " are not among those allowed here: " + allowed);
            }
        }
        return new CpuPlan(client, server, rest(allowed, client, server));
    }

    public CpuSet of(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** True where work of one side can run on a CPU of the other: costs then belong to both together. */
    public boolean isShared() {
        return client.meets(server);
    }

    /**
     * With two CPUs none is left over. What takes messages during a measurement then shares the server's: by default the
     * client is the side under test and sends, and a sender that is kept from its CPU for a millisecond leaves the link idle.
     */
    private static CpuSet rest(CpuSet allowed, CpuSet client, CpuSet server) {
        List<Integer> left = allowed.cpus().stream()
                .filter(cpu -> !client.cpus().contains(cpu) && !server.cpus().contains(cpu))
                .toList();
        return left.isEmpty() ? server : new CpuSet(left);
    }
}
