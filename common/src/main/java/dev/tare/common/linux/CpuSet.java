package dev.tare.common.linux;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** CPUs of the machine, as {@code taskset} and the kernel write them: {@code 0-2,5}. Never empty. */
public record CpuSet(List<Integer> cpus) {

    private static final Pattern TEXT = Pattern.compile("[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*");
    private static final int WORD_BITS = 32;

    public CpuSet {
        SortedSet<Integer> sorted = new TreeSet<>(cpus);
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("a set of no CPUs");
        }
        cpus = List.copyOf(sorted);
    }

    public static CpuSet of(Integer... cpus) {
        return new CpuSet(Arrays.asList(cpus));
    }

    public static CpuSet parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' are no CPUs: write 0, 0-2 or 0,2");
        }
        List<Integer> cpus = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            String[] ends = range.split("-", -1);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return new CpuSet(cpus);
    }

    public boolean contains(Collection<Integer> others) {
        return cpus.containsAll(others);
    }

    public boolean meets(CpuSet other) {
        return cpus.stream().anyMatch(other.cpus::contains);
    }

    /** As {@code rps_cpus} takes it: hexadecimal, words of 32 bits with commas between. */
    public String mask() {
        BigInteger bits = BigInteger.ZERO;
        for (int cpu : cpus) {
            bits = bits.setBit(cpu);
        }
        List<String> words = new ArrayList<>();
        for (BigInteger left = bits; left.signum() > 0; left = left.shiftRight(WORD_BITS)) {
            String hex = left.mod(BigInteger.ONE.shiftLeft(WORD_BITS)).toString(16);
            boolean highest = left.bitLength() <= WORD_BITS;
            words.addFirst(highest ? hex : "0".repeat(WORD_BITS / 4 - hex.length()) + hex);
        }
        return String.join(",", words);
    }

    @Override
    public String toString() {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
