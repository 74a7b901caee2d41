package dev.tare.probe.iperf3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** CPU time of this process in a while, in percent of one CPU. */
record CpuShare(double userPercent, double systemPercent) {

    /** Times as /proc tells them, in its ticks of 10 ms. */
    record Reading(long userTicks, long systemTicks, long nanos) {

        private static final double NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(10);
        private static final int USER_FIELD = 11;

        /** Nothing where /proc does not tell. */
        static Reading now(long nanos) {
            try {
                String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
                // the command's name may hold spaces and parentheses: count from its end
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return new Reading(Long.parseLong(fields[USER_FIELD]), Long.parseLong(fields[USER_FIELD + 1]), nanos);
            } catch (IOException | RuntimeException e) {
                return new Reading(0, 0, nanos);
            }
        }

        CpuShare until(Reading later) {
            double perTick = 100 * NANOS_PER_TICK / Math.max(1, later.nanos - nanos);
            return new CpuShare((later.userTicks - userTicks) * perTick, (later.systemTicks - systemTicks) * perTick);
        }
    }
}
