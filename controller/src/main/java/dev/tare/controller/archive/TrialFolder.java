package dev.tare.controller.archive;

import dev.tare.common.clock.Exchange;
import dev.tare.common.disk.Durable;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A trial being written, below {@code unfinished/}; it gets its place when it is whole. Used by one thread. */
public final class TrialFolder {

    private final ArchiveLayout layout;
    private final Path path;
    private final Map<Side, DelimitedFile> streams = new EnumMap<>(Side.class);

    TrialFolder(ArchiveLayout layout, Path path) {
        this.layout = layout;
        this.path = path;
    }

    /** Where it is now. */
    public Path path() {
        return path;
    }

    /** The file for what that side sends. */
    public DelimitedFile stream(Side side) throws IOException {
        DelimitedFile file = streams.get(side);
        if (file == null) {
            file = new DelimitedFile(ArchiveLayout.streamIn(path, side));
            streams.put(side, file);
        }
        return file;
    }

    /** Keeps what was asked and answered about the agents' clocks; nothing is written where nothing was. */
    public void writeClocks(ClockExchanges exchanges) throws IOException {
        writeClocks(ArchiveLayout.clocksIn(path), exchanges.byController());
        writeClocks(ArchiveLayout.directClocksIn(path), Map.of(Side.SERVER, exchanges.direct()));
    }

    private static void writeClocks(Path file, Map<Side, List<Exchange>> exchanges) throws IOException {
        if (exchanges.values().stream().anyMatch(all -> !all.isEmpty())) {
            Durable.write(file, ClockFile.of(exchanges));
        }
    }

    /** Keeps what a foreign engine wrote beside the streams, for people. To be called when these are closed. */
    public void writeEngineText() throws IOException {
        for (Side side : Side.values()) {
            Path stream = ArchiveLayout.streamIn(path, side);
            if (Files.isRegularFile(stream)) {
                SideData data = SideReader.read(stream);
                if (!data.engine().isEmpty()) {
                    Durable.write(ArchiveLayout.engineIn(path, side), EngineText.of(data.engine()));
                }
            }
        }
    }

    /** Nothing more will come; what came is on the disk and can be read. */
    public void closeStreams() throws IOException {
        for (DelimitedFile stream : streams.values()) {
            stream.close();
        }
    }

    /** Gives the trial its place. An earlier run of it, which was interrupted or impossible, moves aside. */
    void commit(TrialRecord trialRecord) throws IOException {
        closeStreams();
        Durable.write(ArchiveLayout.recordIn(path), ArchiveJson.page().writeValueAsBytes(trialRecord));
        Path place = layout.trial(trialRecord.trial());
        if (Files.exists(place)) {
            Durable.rename(place, freeName(trialRecord.trial().folder()));
        }
        Durable.rename(path, place);
    }

    private Path freeName(String folder) throws IOException {
        Files.createDirectories(layout.superseded());
        int run = 1;
        while (Files.exists(layout.superseded().resolve(folder + "-" + run))) {
            run++;
        }
        return layout.superseded().resolve(folder + "-" + run);
    }
}
