package dev.tare.controller.cli.hosts;

import dev.tare.controller.cli.terminal.TextTable;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One host for people. */
final class HostText {

    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final long NANOS_PER_MICRO = 1_000;

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
                .row("  memory", String.format(Locale.ROOT, "%.1f GiB", host.memoryBytes() / GIB))
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

    /** All of them, and below why some did not answer. */
    static List<String> table(List<HostAnswer> answers) {
        TextTable table = new TextTable().row("HOST", "AGENT", "VERSION", "HEALTH", "CLOCK", "RUNTIMES", "BUSY");
        List<String> failures = new ArrayList<>();
        for (HostAnswer answer : answers) {
            AgentDescription description = answer.description();
            if (description == null) {
                table.row(answer.name(), answer.agent(), "", "no answer", "", "", "");
                failures.add(answer.name() + ": " + answer.failure());
                continue;
            }
            List<Check> wrong =
                    answer.checks().stream().filter(check -> !check.passed()).toList();
            wrong.forEach(check -> failures.add(answer.name() + ": " + check.sentence()));
            Long bound = answer.clockBoundNanos();
            table.row(
                    answer.name(),
                    answer.agent(),
                    description.version(),
                    wrong.isEmpty() ? "ok" : wrong.stream().map(Check::name).collect(Collectors.joining(", ")),
                    bound == null ? "" : "± " + (bound + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO + " µs",
                    usable(description),
                    held(description));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(failures);
        return lines;
    }

    private static String usable(AgentDescription description) {
        if (description.runtimes().isEmpty()) {
            return "not tried yet";
        }
        return description.runtimes().stream()
                .filter(AgentDescription.RuntimeOnHost::usable)
                .map(AgentDescription.RuntimeOnHost::name)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String held(AgentDescription description) {
        return description.heldBy() == null
                ? "free"
                : "held by " + description.heldBy() + " since " + description.heldSince();
    }

    static List<String> examination(HostAnswer answer) {
        AgentDescription description = answer.description();
        if (description == null) {
            return silent(answer);
        }
        List<String> lines = new ArrayList<>();
        lines.add(title(answer, description));
        TextTable table = new TextTable().row("  CHECK", "PASSED", "FOUND");
        for (Check check : answer.checks()) {
            String found = check.reason().isEmpty() ? check.found() : check.found() + " (" + check.reason() + ")";
            table.row("  " + check.name(), check.passed() ? "yes" : "no", why(found, check.remedy()));
        }
        table.row("  RUNTIME", "USABLE", "VERSION OR REASON");
        for (AgentDescription.RuntimeOnHost runtime : description.runtimes()) {
            String usable = runtime.usable() ? runtime.emulated() ? "emulated" : "yes" : "no";
            table.row(
                    "  " + runtime.name() + options(runtime.options()),
                    usable,
                    runtime.usable() ? runtime.version() : why(runtime.reason(), runtime.remedy()));
        }
        table.row("  NETWORK", "USABLE", "REASON");
        for (AgentDescription.NetworkOnHost network : description.networks()) {
            table.row(
                    "  " + network.name(),
                    network.usable() ? "yes" : "no",
                    network.usable() ? "" : why(network.reason(), network.remedy()));
        }
        table.row("  ENGINE", "", "");
        for (AgentDescription.EngineOnHost engine : description.engines()) {
            table.row(
                    "  " + engine.name(),
                    engine.usable() ? "yes" : "no",
                    engine.usable() ? engine.version() : why(engine.reason(), engine.remedy()));
        }
        lines.addAll(table.lines());
        lines.add("");
        return lines;
    }

    private static String title(HostAnswer answer, AgentDescription description) {
        return answer.name() + " at " + answer.agent() + ": agent " + description.version() + ", " + held(description);
    }

    private static List<String> silent(HostAnswer answer) {
        return List.of(answer.name() + " at " + answer.agent() + ": no answer", "  " + answer.failure(), "");
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
