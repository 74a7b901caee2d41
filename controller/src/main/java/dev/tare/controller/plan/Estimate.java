package dev.tare.controller.plan;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.controller.trial.Cell;
import java.time.Duration;

/** How long a trial will take, before one of its kind has been seen. */
final class Estimate {

    private Estimate() {}

    /** Warm-up, measuring, and what the catalogue says of the runtime. */
    static Duration of(Plan plan, Cell cell) {
        int besides = Catalog.runtime(cell.runtime().name(), cell.runtime().options())
                .map(RuntimeKind::notMeasuringMillis)
                .orElse(0);
        return plan.warmup().plus(plan.duration()).plusMillis(besides);
    }
}
