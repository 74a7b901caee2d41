package dev.tare.controller.cli;

import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.campaign.CampaignSettings;
import dev.tare.controller.campaign.Destination;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.gate.LabGate;
import dev.tare.controller.lab.gate.LabPreflight;
import dev.tare.controller.lab.local.LabOptions;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import dev.tare.controller.report.Reporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job with nothing to decide: a lab, three runtimes, a report. */
@Command(
        name = "demo",
        addMethodSubcommands = false,
        header = "Measure native, runC and gVisor in a lab made for it on this machine, and write a report.",
        description = {
            "Installs the distribution's packages it lacks, and says which and why. Needs root.",
            "The lab is taken down at the end, also after Ctrl-C."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare demo                    about four minutes",
            "  tare demo --quick            about one",
            "  tare demo --full --out x     ten times ten seconds, half an hour",
            "  tare plan demo               what it does, in order",
            "  tare run demo --lab lab.yaml the same between the hosts of a lab file",
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ArchiveChoice archive = new ArchiveChoice();

    @Mixin
    private InstallChoice install = new InstallChoice();

    @ArgGroup
    private Length length = new Length();

    @Option(names = "--seed", paramLabel = "N", description = "Order by this seed instead of the plan's.")
    private @Nullable Long seed;

    /** At most one of the two. */
    private static final class Length {

        @Option(names = "--quick", description = "Short: done in 90 seconds, too short to publish.")
        private boolean quick;

        @Option(names = "--full", description = "Ten times ten seconds, as the survey's sources did.")
        private boolean full;
    }

    @Override
    public Integer call() throws Exception {
        OptionalLong order = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
        Plan plan = Plans.shipped(length.quick ? "quick" : length.full ? "demo-full" : "demo", order);
        CampaignVisit.checkDirectory(archive, plan);
        Consumer<String> talk = line -> common.err().println("tare: " + line);
        PlanNeeds needs = PlanNeeds.of(plan);
        LabOptions own = LabOptions.of("demo-" + ProcessHandle.current().pid());
        return LabGate.ofProcess(common.arguments(), talk)
                .passNew(
                        () -> new LabPreflight(talk)
                                .ready(own, true, install.isAllowed(), needs.needs(), needs.wants()),
                        lab -> measure(plan, lab));
    }

    private int measure(Plan plan, Lab lab) throws Exception {
        Path directory = CampaignVisit.directory(archive, plan);
        int code = new CampaignVisit(
                        common,
                        Optional.empty(),
                        plan,
                        Destination.fresh(directory),
                        CampaignSettings.standard(),
                        false)
                .run(lab);
        Path report = new ArchiveLayout(directory).report();
        if (code != ExitCode.PREFLIGHT.number() && Files.exists(report)) {
            common.err().println("tare: " + Reporter.conclusion(directory));
            common.err().println("tare: all of it, with figures: " + report.toAbsolutePath());
        }
        return code;
    }
}
