package dev.tare.agent.process;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Kills a child: by number and start time, or by its mark where the agent died before it had written the number down. */
final class ProcessReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "process";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    ProcessReaper() {}

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(PATIENCE);
        List<Pid> victims = Pid.inDetails(entry.details())
                ? List.of(Pid.fromDetails(entry.details()))
                : marked(Children.MARK + "=" + entry.name());
        for (Pid victim : victims) {
            victim.kill();
        }
        for (Pid victim : victims) {
            while (victim.isAlive()) {
                if (deadline.isOver()) {
                    throw new IOException("process " + victim.number() + " does not die");
                }
                Thread.sleep(1);
            }
        }
    }

    private static List<Pid> marked(String mark) throws IOException {
        List<Pid> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (environment(process).contains(mark)) {
                    found.add(Pid.of(Long.parseLong(process.getFileName().toString())));
                }
            }
        }
        return found;
    }

    private static List<String> environment(Path process) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("environ"));
            return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException e) {
            // it has ended, and what has ended is not there to be killed
            return List.of();
        }
    }
}
