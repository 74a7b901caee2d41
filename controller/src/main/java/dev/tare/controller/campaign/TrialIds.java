package dev.tare.controller.campaign;

import dev.tare.controller.trial.Trial;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Names trials on the wire: {@code [a-z0-9][a-z0-9-]{0,62}}, e.g. {@code t3fa9c1-002-007} for block 2, order 7. The first
 * word is drawn for each process run, so that a trial run again by a resumed campaign is not mistaken for the first.
 */
final class TrialIds {

    private final String run;

    TrialIds(RandomGenerator random) {
        byte[] bytes = new byte[3];
        random.nextBytes(bytes);
        run = "t" + HexFormat.of().formatHex(bytes);
    }

    String of(Trial trial) {
        return String.format(Locale.ROOT, "%s-%03d-%03d", run, trial.block(), trial.order());
    }
}
