package dev.tare.controller.cli.hosts;

import dev.tare.controller.cli.terminal.TextTable;
import dev.tare.controller.fleet.AgentDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One host for people. */
final class HostText {

    private static final double GIB = 1024.0 * 1024 * 1024;

    private HostText() {}

    static List<String> facts(HostAnswer answer) {
        AgentDescription description = answer.description();
        if (description == null) {
            return silent(answer);
        }
        AgentDescription.Host host = description.host();
        List<String> lines = new ArrayList<>();
        lines.add(title(answer, description));
        TextTable table = new TextTable()
                .row(
                        "  host",
                        host.hostname() + ", " + host.os() + ", Linux " + host.kernel() + ", " + host.architecture())
                .row("  cpus", host.cpuCount() + " × " + host.cpuModel() + "; the agent may use " + host.allowedCpus())
                .row("  memory", "%.1f GiB".formatted(host.memoryBytes() / GIB))
                .row("  java", host.javaVersion());
        for (AgentDescription.DataInterface device : host.interfaces()) {
            table.row(
                    "  device",
                    device.name() + " " + String.join(" ", device.addresses()) + ", MTU " + device.mtuBytes() + ", "
                            + device.driver());
        }
        table.row("  bundle", description.bundleDigest());
        lines.addAll(table.lines());
        lines.add("");
        return lines;
    }

    static List<String> kinds(HostAnswer answer) {
        AgentDescription description = answer.description();
        if (description == null) {
            return silent(answer);
        }
        List<String> lines = new ArrayList<>();
        lines.add(title(answer, description));
        TextTable table = new TextTable().row("  RUNTIME", "USABLE", "VERSION OR REASON");
        for (AgentDescription.RuntimeOnHost runtime : description.runtimes()) {
            String usable = runtime.usable() ? runtime.emulated() ? "emulated" : "yes" : "no";
            table.row(
                    "  " + runtime.name() + options(runtime.options()),
                    usable,
                    runtime.usable() ? runtime.version() : why(runtime.reason(), runtime.remedy()));
        }
        table.row("  NETWORK", "", "");
        for (AgentDescription.NetworkOnHost network : description.networks()) {
            table.row(
                    "  " + network.name(),
                    network.usable() ? "yes" : "no",
                    network.usable() ? "" : why(network.reason(), network.remedy()));
        }
        lines.addAll(table.lines());
        lines.add("");
        return lines;
    }

    private static String title(HostAnswer answer, AgentDescription description) {
        String held = description.heldBy() == null ? "" : ", held by " + description.heldBy();
        return answer.side().word() + " at " + answer.agent() + ": agent " + description.version() + held;
    }

    private static List<String> silent(HostAnswer answer) {
        return List.of(answer.side().word() + " at " + answer.agent() + ": no answer", "  " + answer.failure(), "");
    }

    private static String options(Map<String, String> options) {
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(" ", " ", ""));
    }

    private static String why(String reason, String remedy) {
        return remedy.isEmpty() ? reason : reason + "; what to do: " + remedy;
    }
}
