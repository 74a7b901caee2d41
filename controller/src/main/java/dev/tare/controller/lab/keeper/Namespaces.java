package dev.tare.controller.lab.keeper;

import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Map;

/**
 * The processes that hold a lab's namespaces, by id in the lab's process namespace. They are not held by files: a mount
 * namespace can only be bound by an older one, and since the kernel numbers namespaces per CPU that fails now and then.
 *
 * @param hosts network, mount and host name of each side
 * @param wire the switch between them: network only
 */
record Namespaces(Map<Side, Long> hosts, long wire) {

    Namespaces {
        hosts = Map.copyOf(hosts);
    }

    long host(Side side) {
        Long pid = hosts.get(side);
        if (pid == null) {
            throw new IllegalStateException("no namespaces for the " + side.word());
        }
        return pid;
    }

    /** Puts a program on a host. */
    List<String> on(Side side) {
        return List.of("nsenter", "--target=" + host(side), "--net", "--mount", "--uts", "--");
    }

    List<String> onSwitch() {
        return List.of("nsenter", "--target=" + wire, "--net", "--");
    }
}
