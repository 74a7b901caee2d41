package dev.tare.controller.cli;

import dev.tare.common.catalog.Catalog;
import dev.tare.controller.lab.install.ForeignPackage;
import dev.tare.controller.lab.install.Need;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.trial.Chosen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a machine must have for a plan to be measured on it.
 *
 * @param wants packages from elsewhere, without which something is unavailable
 */
record PlanNeeds(List<Need> needs, List<ForeignPackage> wants) {

    /** A lab, and nothing in it. */
    static final PlanNeeds LAB = new PlanNeeds(Need.ofLab(), List.of());

    static PlanNeeds of(Plan plan) {
        Set<String> runtimes = withWhatTheyStart(plan.factors().runtimes());
        Set<String> engines = Set.copyOf(plan.factors().engines());
        List<ForeignPackage> wants = new ArrayList<>(ForeignPackage.of(runtimes));
        wants.addAll(ForeignPackage.of(engines));
        return new PlanNeeds(Need.ofLab(runtimes, names(plan.factors().networks()), engines), wants);
    }

    /** A daemon needs what it starts containers with. */
    private static Set<String> withWhatTheyStart(List<Chosen> runtimes) {
        Set<String> names = new HashSet<>(names(runtimes));
        runtimes.forEach(
                chosen -> Catalog.startedWith(chosen.name(), chosen.options()).ifPresent(names::add));
        return names;
    }

    private static Set<String> names(List<Chosen> chosen) {
        return chosen.stream().map(Chosen::name).collect(Collectors.toUnmodifiableSet());
    }
}
