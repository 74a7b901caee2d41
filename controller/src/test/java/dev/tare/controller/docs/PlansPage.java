package dev.tare.controller.docs;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Kind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionText;
import dev.tare.common.catalog.OptionType;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.common.units.Durations;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import dev.tare.controller.plan.Schedule;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The parts of docs/plans.md that follow from the catalogue and the shipped plans. */
final class PlansPage {

    private PlansPage() {}

    static String upToDate(String page) {
        String kinds = kinds("runtime", Catalog.runtimes())
                + kinds("network", Catalog.networks())
                + kinds("workload", Catalog.workloads())
                + engines();
        String withKinds = between(page, "kinds: generated from the catalogue", "end of kinds", kinds);
        String withTimes = between(withKinds, "times: generated from the catalogue", "end of times", times());
        return between(withTimes, "shipped: generated", "end of shipped", shipped());
    }

    private static String kinds(String factor, List<? extends Kind> kinds) {
        StringBuilder text = new StringBuilder("\n| %s | is | options |\n|---|---|---|\n".formatted(factor));
        for (Kind kind : kinds) {
            String also = kind.aliases().isEmpty()
                    ? ""
                    : " (also " + kind.aliases().stream().map(PlansPage::code).collect(Collectors.joining(", ")) + ")";
            String options = kind.options().stream().map(PlansPage::option).collect(Collectors.joining("<br>"));
            text.append("| %s%s | %s | %s |\n".formatted(code(kind.name()), also, kind.summary(), options));
        }
        return text.toString();
    }

    private static String engines() {
        StringBuilder text = new StringBuilder("\n| engine | is | can do | from version |\n|---|---|---|---|\n");
        for (EngineKind kind : Catalog.engines()) {
            String services = kind.services().isEmpty()
                    ? "everything"
                    : kind.services().stream().map(PlansPage::service).collect(Collectors.joining("<br>"));
            text.append("| %s | %s | %s | %s |\n"
                    .formatted(code(kind.name()), kind.summary(), services, kind.oldestVersion()));
        }
        return text.toString();
    }

    private static String service(EngineKind.Service service) {
        WorkloadKind workload =
                Catalog.find(Catalog.workloads(), service.workload()).orElseThrow();
        String told = service.options().stream().map(PlansPage::code).collect(Collectors.joining(", "));
        String conditions = service.conditions().stream()
                .map(it -> "; " + it.words(workload))
                .collect(Collectors.joining());
        return code(service.workload()) + " (" + told + ")" + conditions;
    }

    private static String option(OptionSpec option) {
        String range = option.type() == OptionType.CHOICE
                ? option.choices().stream().map(PlansPage::code).collect(Collectors.joining(", "))
                : OptionText.toText(option, Long.toString(option.minimum())) + " to "
                        + OptionText.toText(option, Long.toString(option.maximum()));
        return code(option.name()) + ": " + option.meaning() + "; " + range + "; "
                + code(OptionText.toText(option, option.defaultValue())) + " when absent";
    }

    private static String times() {
        StringBuilder text = new StringBuilder("\n| runtime | besides warm-up and duration |\n|---|---|\n");
        for (RuntimeKind runtime : Catalog.runtimes()) {
            text.append("| %s | %.1f s |\n".formatted(code(runtime.name()), runtime.notMeasuringMillis() / 1e3));
            for (OptionSpec option : runtime.options()) {
                for (String choice : option.choices()) {
                    Map<String, String> chosen = Map.of(option.name(), choice);
                    if (Catalog.inside(runtime.name(), chosen).isPresent()) {
                        RuntimeKind inside =
                                Catalog.runtime(runtime.name(), chosen).orElseThrow();
                        text.append("| %s | %.1f s |\n"
                                .formatted(
                                        code("%s: {%s: %s}".formatted(runtime.name(), option.name(), choice)),
                                        inside.notMeasuringMillis() / 1e3));
                    }
                }
            }
        }
        return text.toString();
    }

    private static String shipped() {
        StringBuilder text =
                new StringBuilder("\n| name | cells | repetitions | trials | about |\n|---|---|---|---|---|\n");
        for (String name : Plans.shippedNames()) {
            Plan plan = Plans.shipped(name, OptionalLong.empty());
            Schedule schedule = Schedule.of(plan);
            text.append("| %s | %d | %d | %d | %s |\n"
                    .formatted(
                            code(name),
                            schedule.cells().size(),
                            plan.repetitions(),
                            schedule.trials().size(),
                            Durations.about(schedule.estimate(plan))));
        }
        return text.toString();
    }

    private static String between(String page, String from, String to, String text) {
        String begin = "<!-- " + from + " -->\n";
        String end = "<!-- " + to + " -->";
        int start = page.indexOf(begin) + begin.length();
        int stop = page.indexOf(end);
        if (start < begin.length() || stop < start) {
            throw new IllegalStateException("docs/plans.md lacks the marks of: " + from);
        }
        return page.substring(0, start) + text + "\n" + page.substring(stop);
    }

    private static String code(String word) {
        return "`" + word + "`";
    }
}
