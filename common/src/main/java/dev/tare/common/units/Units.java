package dev.tare.common.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The units of a quantity, smallest first; the empty name stands for no unit, where that is allowed. */
final class Units {

    private record Unit(String name, long baseUnits) {}

    private final List<Unit> units = new ArrayList<>();

    Units with(String name, long baseUnits) {
        units.add(new Unit(name, baseUnits));
        return this;
    }

    /** Base units in one of that name. */
    Optional<Long> find(String name) {
        return units.stream()
                .filter(unit -> unit.name().equals(name))
                .map(Unit::baseUnits)
                .findFirst();
    }

    /** For messages. */
    String names() {
        return units.stream().map(Unit::name).filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
    }

    /** The number without fraction, in the largest of these units that allows it; the first of them if none does. */
    String exact(long baseUnits, List<String> names) {
        Unit best = named(names.getFirst());
        for (String name : names) {
            Unit unit = named(name);
            best = baseUnits != 0 && baseUnits % unit.baseUnits() == 0 ? unit : best;
        }
        return baseUnits / best.baseUnits() + best.name();
    }

    private Unit named(String name) {
        return units.stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
