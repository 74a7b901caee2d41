package dev.tare.controller.analysis.measure;

import dev.tare.common.search.Burst;
import dev.tare.common.search.RateSearch;
import dev.tare.controller.archive.BurstData;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.SideData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * A search for the highest rate that gets through, run again over the bursts that the sender told of.
 *
 * @param search with all bursts of the search itself; none when the sender told of none
 * @param bursts of the search itself, in the window
 * @param repeated after it, at the rate that was found
 */
public record SearchNumbers(RateSearch search, List<Burst> bursts, List<Burst> repeated) {

    static final String DATAGRAMS = "throughput_datagrams_per_second";
    static final String OFFERED = "offered_datagrams_per_second";
    static final String SUSTAINED_LOSS = "sustained_loss_ratio";
    static final String LOSSY = "lossy_datagrams_per_second";
    static final String MOST_OFFERED = "most_offered_datagrams_per_second";

    /** Of a trial whose workload is a search; empty of others. */
    public static Optional<SearchNumbers> of(Evidence evidence) {
        return evidence.roles().filter(Roles::isSearch).map(roles -> of(evidence, roles));
    }

    private static SearchNumbers of(Evidence evidence, Roles roles) {
        List<BurstData> told =
                evidence
                        .side(roles.counter().other())
                        .map(SideData::done)
                        .map(DoneData::bursts)
                        .orElse(List.of())
                        .stream()
                        .filter(BurstData::measured)
                        .toList();
        Map<String, String> options = evidence.cell().workload().options();
        // what was asked for first stands in the first burst
        long highest = told.isEmpty() ? Burst.ALL : told.getFirst().burst().askedPerSecond();
        RateSearch search =
                new RateSearch(highest, acceptedPartsPerMillion(options), number(options, "resolution"), (int)
                        number(options, "confirm"));
        List<Burst> bursts =
                told.stream().filter(it -> !it.repeats()).map(BurstData::burst).toList();
        bursts.forEach(search::add);
        return new SearchNumbers(
                search,
                bursts,
                told.stream().filter(BurstData::repeats).map(BurstData::burst).toList());
    }

    /** Loss that the cell accepts. */
    public static long acceptedPartsPerMillion(Map<String, String> options) {
        return number(options, "loss");
    }

    /** Of all that was offered at the found rate after the search; empty where there was no time for it. */
    public OptionalDouble sustainedLoss() {
        long sent = repeated.stream().mapToLong(Burst::sent).sum();
        long received = repeated.stream().mapToLong(Burst::received).sum();
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, 1 - (double) received / sent));
    }

    void put(SortedMap<String, Double> values, Evidence evidence, Roles roles) {
        long datagramBytes = number(evidence.cell().workload().options(), "size");
        search.found().ifPresent(found -> {
            values.put(DATAGRAMS, found.receivedPerSecond());
            values.put(Roles.THROUGHPUT, found.receivedPerSecond() * datagramBytes);
            values.put(OFFERED, found.offeredPerSecond());
            values.put(DatagramNumbers.LOSS, found.lossRatio());
        });
        sustainedLoss().ifPresent(it -> values.put(SUSTAINED_LOSS, it));
        search.lossyPerSecond().ifPresent(it -> values.put(LOSSY, it));
        bursts.stream().mapToDouble(Burst::offeredPerSecond).max().ifPresent(it -> values.put(MOST_OFFERED, it));
        DatagramNumbers.putFragments(values, evidence, roles.counter().other());
    }

    private static long number(Map<String, String> options, String name) {
        String text = options.getOrDefault(name, "");
        return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : 0;
    }
}
