package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of a host the agent's unit leaves open to it, as {@code systemd-analyze security} of that host sees it. */
final class UnitExposure {

    private static final String UNIT = "tare-agent.service";

    /** E.g. {@code CapabilityBoundingSet=~CAP_SET(UID|GID|PCAP)}. */
    private static final Pattern CAPABILITIES = Pattern.compile("CapabilityBoundingSet=~(CAP_\\w*)(?:\\((.*)\\))?");

    private final BootedHosts hosts;
    private final String host;

    private UnitExposure(BootedHosts hosts, String host) {
        this.hosts = hosts;
        this.host = host;
    }

    static UnitExposure of(BootedHosts hosts, String host) {
        return new UnitExposure(hosts, host);
    }

    /** In tenths. */
    UnitExposure isAtMost(int threshold) throws IOException, InterruptedException {
        Finished finished = analyze("--threshold=" + threshold);
        assertThat(finished.succeeded()).as(finished.out() + finished.err()).isTrue();
        return this;
    }

    /** The unit's comments name each setting and each right that it leaves open. */
    UnitExposure isExplained() throws IOException, InterruptedException {
        String comments = hosts.onHost(host, "systemctl", "cat", UNIT)
                .out()
                .lines()
                .filter(line -> line.startsWith("#"))
                .collect(Collectors.joining("\n"));
        List<String> open = new ArrayList<>();
        for (JsonNode finding :
                new ObjectMapper().readTree(analyze("--json=short").out())) {
            if (finding.path("set").isBoolean() && !finding.path("set").booleanValue()) {
                words(finding.path("name").asText()).forEach(open::add);
            }
        }
        assertThat(open).contains("PrivateNetwork=", "CAP_SYS_ADMIN").allMatch(comments::contains);
        return this;
    }

    private static Stream<String> words(String name) {
        Matcher capabilities = CAPABILITIES.matcher(name);
        if (!capabilities.matches()) {
            return Stream.of(name.substring(0, name.indexOf('=') + 1));
        }
        String all = capabilities.group(2);
        return all == null
                ? Stream.of(capabilities.group(1))
                : Stream.of(all.split("\\|", -1)).map(each -> capabilities.group(1) + each.replace("*", ""));
    }

    private Finished analyze(String option) throws IOException, InterruptedException {
        return hosts.onHost(host, "systemd-analyze", "security", "--no-pager", option, UNIT);
    }
}
