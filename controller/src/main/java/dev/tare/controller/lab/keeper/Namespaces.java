package dev.tare.controller.lab.keeper;

import java.util.List;
import java.util.Map;

/**
 * The processes that hold a lab's namespaces, by id in the lab's process namespace. They are not held by files: a mount
 * namespace can only be bound by an older one, and since the kernel numbers namespaces per CPU that fails now and then.
 *
 * @param hosts network, mount and host name of each host
 * @param wire the switch between them: network only
 */
record Namespaces(Map<String, Long> hosts, long wire) {

    Namespaces {
        hosts = Map.copyOf(hosts);
    }

    long host(String name) {
        Long pid = hosts.get(name);
        if (pid == null) {
            throw new IllegalStateException("no namespaces for host " + name);
        }
        return pid;
    }

    /** Puts a program on a host. */
    List<String> on(String host) {
        return List.of("nsenter", "--target=" + host(host), "--net", "--mount", "--uts", "--");
    }

    List<String> onSwitch() {
        return List.of("nsenter", "--target=" + wire, "--net", "--");
    }
}
