package dev.tare.controller.archive;

import com.fasterxml.jackson.core.JacksonException;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.failure.CommandText;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lab that an archive's trials were measured in. What is left of its plan is measured there too: cells have the same
 * names in every lab, so trials of two labs in one archive would be taken for one another's repetitions.
 */
public final class ArchivedLab {

    private final Path root;
    private final Lab lab;

    private ArchivedLab(Path root, Lab lab) {
        this.root = root;
        this.lab = lab;
    }

    /**
     * Reads it.
     *
     * @throws TareException when the archive does not say which lab it is of
     */
    public static ArchivedLab of(Path root) throws IOException {
        Path file = new ArchiveLayout(root).lab();
        if (!Files.isRegularFile(file)) {
            throw TareException.usage(
                    root + " cannot be gone on with: it has no lab.json, which says what lab it is of",
                    "start the campaign anew with --out; tare report still shows what is there");
        }
        try {
            return new ArchivedLab(root, Archive.reader().readValue(Files.readAllBytes(file), Lab.class));
        } catch (JacksonException broken) {
            throw TareException.usage(
                    file + " is not a lab: " + broken.getOriginalMessage(),
                    "start the campaign anew with --out; tare report still shows what is there");
        }
    }

    /** Refuses, before a lab is made on this machine, an archive of real hosts. */
    public void checkMadeByTare() {
        if (!lab.madeByTare()) {
            throw TareException.usage(root + " is of " + title() + ", and no lab file is given", remedy(lab));
        }
    }

    /**
     * Refuses a lab with other hosts, addresses, interfaces or another link. One that Tare makes is like another that it
     * made: there the name may differ.
     */
    public void check(Lab now) {
        List<String> differences = differences(now);
        if (!differences.isEmpty()) {
            throw TareException.usage(
                    root + " is of another lab, " + title() + ":\n  " + String.join("\n  ", differences), remedy(now));
        }
    }

    private List<String> differences(Lab now) {
        List<String> differences = new ArrayList<>();
        if (lab.madeByTare() != now.madeByTare()) {
            differences.add("its hosts " + made(lab) + ", those of the lab " + now.name() + " " + made(now));
        }
        if (!new HashSet<>(lab.names()).equals(new HashSet<>(now.names()))) {
            differences.add(
                    "its hosts are " + String.join(", ", lab.names()) + ", here " + String.join(", ", now.names()));
        } else {
            lab.hosts().forEach((name, host) -> {
                if (!host.equals(now.host(name))) {
                    differences.add("host " + name + " is " + text(host) + ", here " + text(now.host(name)));
                }
            });
        }
        if (!lab.link().equals(now.link())) {
            differences.add("its link is " + text(lab.link()) + ", here " + text(now.link()));
        }
        return differences;
    }

    private String title() {
        return lab.madeByTare()
                ? "one that Tare made on a machine, with hosts " + String.join(", ", lab.names())
                : "the lab " + lab.name() + " with hosts "
                        + lab.hosts().entrySet().stream()
                                .map(host ->
                                        host.getKey() + " at " + host.getValue().agent())
                                .collect(Collectors.joining(", "));
    }

    private String remedy(Lab now) {
        String resume = CommandText.of("tare", "run", "--resume", root.toString());
        if (!lab.madeByTare()) {
            return "go on between the hosts that it is of, with their lab file: " + resume + " --lab FILE";
        }
        if (!now.madeByTare()) {
            return "leave out --lab: " + resume;
        }
        return "make a lab like it: "
                + CommandText.of(
                        "tare",
                        "lab",
                        "up",
                        "--name",
                        "resumed",
                        "--hosts",
                        String.join(",", numbered()),
                        "--rate",
                        new LinkRate(lab.link().bitsPerSecond()).toString(),
                        "--mtu",
                        Integer.toString(lab.link().mtuBytes()),
                        "--out",
                        "lab.yaml")
                + ", then: " + resume + " --lab lab.yaml";
    }

    /** Names in the order in which Tare numbered their addresses. */
    private List<String> numbered() {
        return lab.hosts().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Lab.Host>>comparingInt(
                                host -> host.getValue().agent().length())
                        .thenComparing(host -> host.getValue().agent()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String made(Lab lab) {
        return lab.madeByTare() ? "were made by Tare" : "are real ones";
    }

    private static String text(Lab.Host host) {
        Lab.Ipv6 six = host.six();
        return "agent " + host.agent() + ", " + host.dataInterface() + " " + host.dataAddress() + ", runtimes at "
                + host.runtimeAddress()
                + (six == null ? "" : ", IPv6 " + six.dataAddress() + ", runtimes at " + six.runtimeAddress())
                + ", port " + host.dataPort();
    }

    private static String text(Lab.Link link) {
        return new LinkRate(link.bitsPerSecond()) + " with an MTU of " + link.mtuBytes();
    }
}
