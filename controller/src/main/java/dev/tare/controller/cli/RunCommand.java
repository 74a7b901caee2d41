package dev.tare.controller.cli;

import dev.tare.common.units.Durations;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedLab;
import dev.tare.controller.campaign.CampaignSettings;
import dev.tare.controller.campaign.Destination;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.gate.LabGate;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tare run}: a plan, measured. */
@Command(
        name = "run",
        addMethodSubcommands = false,
        header = "Measure a plan and write an archive with a report.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare run kovacs2017              a shipped plan, in a lab on this machine",
            "  tare run my.yaml --lab lab.yaml  a plan file, between the hosts of a lab file",
            "  tare run my.yaml --lab lab.yaml --wait=2h",
            "                                   the same, when whoever measures there now is done",
            "  tare run --resume runs/my-run    what is left of an interrupted campaign",
            "  tare run --resume runs/my-run --lab lab.yaml",
            "                                   the same, between the hosts of a lab file",
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LabChoice lab = new LabChoice();

    @Mixin
    private ArchiveChoice archive = new ArchiveChoice();

    @Mixin
    private InstallChoice install = new InstallChoice();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "A plan file, or the name of a shipped plan.")
    private @Nullable String name;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Go on with this archive where it stopped, in the lab that it is of. What was unavailable is tried"
                            + " again.")
    private @Nullable Path resumed;

    @Option(names = "--seed", paramLabel = "N", description = "Order by this seed instead of the plan's.")
    private @Nullable Long seed;

    @Option(
            names = "--strict",
            description = "Exit with 4 also when trials were not run because something was unavailable.")
    private boolean strict;

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "24h",
            paramLabel = "DURATION",
            description = "When another controller has a host, wait so long for it: 10min, 2h. Without a duration:"
                    + " ${FALLBACK-VALUE}.")
    private @Nullable String wait;

    @Option(
            names = "--interleave",
            description = "Let other controllers measure on these hosts between this campaign's trials.")
    private boolean interleave;

    @Override
    public Integer call() throws Exception {
        // before the lab: whatever is wrong with the plan is known without one
        Plan plan = plan();
        CampaignSettings settings = settings();
        if (!LabGate.isInside()) {
            checkDirectory(plan);
            plan.notices().forEach(notice -> common.err().println("tare: plan " + plan.name() + ", " + notice));
        }
        // a runtime that is not there and may not be installed makes its cells unavailable, and no others
        PlanNeeds needs = install.isAllowed() ? PlanNeeds.of(plan) : PlanNeeds.LAB;
        return LabVisit.with(
                common,
                lab,
                install,
                needs.needs(),
                needs.wants(),
                plan.hosts(),
                hosts -> new CampaignVisit(common, lab.file(), plan, destination(plan), settings, strict).run(hosts));
    }

    private CampaignSettings settings() {
        CampaignSettings settings = CampaignSettings.standard();
        if (interleave) {
            settings = settings.interleaved();
        }
        try {
            return wait == null ? settings : settings.waiting(Durations.parse(wait));
        } catch (IllegalArgumentException e) {
            throw TareException.usage("--wait: " + e.getMessage(), "tare run --help");
        }
    }

    private static boolean isDuration(String text) {
        try {
            Durations.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Plan plan() {
        if (resumed == null) {
            if (name == null) {
                // an optional value takes the next word
                throw wait == null || isDuration(wait)
                        ? TareException.usage("no plan to run", "tare run PLAN, or tare run --resume DIR")
                        : TareException.usage(
                                "'" + wait + "' is no duration to wait", "write --wait=10min, or --wait after PLAN");
            }
            return Plans.load(name, seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
        }
        if (name != null || seed != null || archive.directory().isPresent()) {
            throw TareException.usage(
                    "--resume goes on with the plan, seed and directory of its archive",
                    "leave out PLAN, --seed and --out");
        }
        Path copy = new ArchiveLayout(resumed).plan();
        if (!Files.exists(copy)) {
            throw TareException.usage(
                    resumed + " is not an archive: it has no plan.yaml",
                    "name the directory that tare run or tare demo wrote");
        }
        return Plans.load(copy);
    }

    private void checkDirectory(Plan plan) throws IOException {
        if (resumed == null) {
            CampaignVisit.checkDirectory(archive, plan);
        } else if (lab.file().isEmpty()) {
            ArchivedLab.of(resumed).checkMadeByTare();
        }
    }

    private Destination destination(Plan plan) {
        return resumed == null
                ? Destination.fresh(CampaignVisit.directory(archive, plan))
                : Destination.resumed(resumed);
    }
}
