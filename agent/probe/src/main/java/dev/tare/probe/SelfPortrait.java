package dev.tare.probe;

import dev.tare.common.Protocol;
import dev.tare.common.linux.KernelClock;
import dev.tare.proto.probe.v1.Hello;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What the probe can tell about itself, from /proc: Java offers neither without loading a management system first. */
final class SelfPortrait {

    /** Ticks of /proc are 10 ms everywhere we run (USER_HZ), and so is the error of the start-up time. */
    private static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int START_TIME_FIELD = 22;
    private static final int FIELDS_BEFORE_COMMAND_ENDS = 2;

    private final Path proc;

    SelfPortrait(Path proc) {
        this.proc = proc;
    }

    Hello hello() {
        return Hello.newBuilder()
                .setVersion(System.getProperty("tare.version", "unknown"))
                .setProtocolVersion(Protocol.VERSION)
                .setStartupNanos(startupNanos())
                .setJavaVersion(System.getProperty("java.version"))
                .setAotCache(aotCacheIsMapped())
                .setKernelClock(KernelClock.read(proc).map(KernelClock::text).orElse(""))
                .build();
    }

    /** Zero where /proc does not tell. */
    private long startupNanos() {
        try {
            String stat = read("self/stat");
            // the command's name may hold spaces and parentheses: count from its end
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long started = Long.parseLong(fields[START_TIME_FIELD - FIELDS_BEFORE_COMMAND_ENDS - 1]) * NANOS_PER_TICK;
            String uptime = read("uptime");
            long up = Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", "")) * NANOS_PER_TICK;
            return Math.max(0, up - started);
        } catch (IOException | RuntimeException e) {
            System.err.println("tare-probe: start-up time unknown: " + e);
            return 0;
        }
    }

    private boolean aotCacheIsMapped() {
        try {
            return read("self/maps").contains(".aot\n");
        } catch (IOException e) {
            System.err.println("tare-probe: " + e);
            return false;
        }
    }

    private String read(String file) throws IOException {
        return new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.ISO_8859_1);
    }
}
