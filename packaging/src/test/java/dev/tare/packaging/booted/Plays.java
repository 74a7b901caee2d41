package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collection's playbooks, with the inventory {@code hosts.yml} of a folder. */
record Plays(BootedHosts hosts, Path folder) {

    private static final Pattern RECAP =
            Pattern.compile("(?m)^(client|server) +: ok=\\d+ +changed=(\\d+) +unreachable=0 +failed=0 ");

    /** One that goes well; returns what it says. */
    String play(String playbook, String... options) throws IOException, InterruptedException {
        Finished finished = run(playbook, options);
        assertThat(finished.succeeded()).as(finished.out() + finished.err()).isTrue();
        return finished.out();
    }

    Finished run(String playbook, String... options) throws IOException, InterruptedException {
        return run(List.of(), playbook, options);
    }

    /** By a machine whose clock is a day ahead of the hosts'. */
    Finished runTomorrow(String playbook, String... options) throws IOException, InterruptedException {
        return run(List.of("faketime", "-f", "+1d"), playbook, options);
    }

    private Finished run(List<String> prefix, String playbook, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(
                List.of("ansible-playbook", "-i", folder.resolve("hosts.yml").toString()));
        words.add(Cli.TOP.resolve("ansible/playbooks/" + playbook + ".yml").toString());
        words.addAll(List.of(options));
        Map<String, String> environment = Map.of(
                "ANSIBLE_CONFIG",
                Cli.TOP.resolve("ansible/ansible.cfg").toString(),
                "ANSIBLE_LOCAL_TEMP",
                folder.resolve("ansible").toString(),
                // or a connection to hosts of the same addresses that were here a minute ago would be used again
                "ANSIBLE_SSH_CONTROL_PATH_DIR",
                hosts.connections().toString(),
                "ANSIBLE_NOCOLOR",
                "1",
                "LC_ALL",
                "C.UTF-8");
        long begunNanos = System.nanoTime();
        Finished finished = hosts.here(Command.of(words).with(environment));
        System.out.printf(
                Locale.ROOT,
                "%s %s: %.0f s%n",
                playbook,
                String.join(" ", options),
                (System.nanoTime() - begunNanos) / 1e9);
        return finished;
    }

    /** How much a play that went well has changed on each host, in no order. */
    static List<Integer> changes(String said) {
        return changes(said, BootedHosts.NAMES.size());
    }

    /** @param hosts how many it was for */
    static List<Integer> changes(String said, int hosts) {
        List<Integer> changes = new ArrayList<>();
        Matcher recap = RECAP.matcher(said);
        while (recap.find()) {
            changes.add(Integer.valueOf(recap.group(2)));
        }
        assertThat(changes).as(said).hasSize(hosts);
        return changes;
    }
}
