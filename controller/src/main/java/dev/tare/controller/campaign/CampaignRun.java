package dev.tare.controller.campaign;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * A campaign in a process of its own: with the lab's agents, the real clocks, and Ctrl-C heard.
 *
 * <pre>{@code
 * Outcome outcome = new CampaignRun(version, lab, CampaignSettings.standard(), reporter::report, progress)
 *         .run(CampaignInput.of(plan, schedule), Destination.fresh(directory));
 * return outcome.exitCode(strict).number();
 * }</pre>
 *
 * @param version of this program, for the journal
 * @param finisher makes summary and report, also of a campaign that was interrupted
 */
public record CampaignRun(
        String version, Lab lab, CampaignSettings settings, Finisher finisher, CampaignListener listener) {

    /**
     * Runs what has no record yet. After SIGINT or SIGTERM it does not matter what the caller does with the outcome: the
     * process exits with 130.
     *
     * @throws TareException when the directory or the certificates cannot be used
     */
    public Outcome run(CampaignInput input, Destination destination) throws IOException, InterruptedException {
        Interruption interruption = new Interruption();
        ControllerClock clock = ControllerClock.startingNow();
        try (InterruptHook _ = InterruptHook.install(interruption);
                Fleet fleet = Fleet.of(lab, clock)) {
            Campaign.Parts parts = new Campaign.Parts(
                    version,
                    holder(input),
                    fleet,
                    clock,
                    Instant::now,
                    new SecureRandom(),
                    settings,
                    interruption,
                    Assessor.Source.judge(lab),
                    finisher,
                    listener);
            return new Campaign(input, lab, destination, parts).run();
        } catch (AgentException e) {
            throw TareException.preflight(e.words(), "");
        }
    }

    private static String holder(CampaignInput input) {
        return System.getProperty("user.name", "somebody") + "@" + hostName() + ", campaign " + input.name()
                + ", process " + ProcessHandle.current().pid();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // its name is not known to itself; the process id still finds it
            return "unnamed host";
        }
    }
}
