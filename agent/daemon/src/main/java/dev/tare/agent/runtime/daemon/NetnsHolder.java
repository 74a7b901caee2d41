package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.NetnsHandover;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.runtime.LaunchSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A container beside the trial's, for nothing but a network namespace with the trial's device in it before the other starts.
 * Kubernetes has one in every pod, for the same end.
 */
final class NetnsHolder {

    /** After the name of the container that it is for. */
    static final String SUFFIX = "-net";

    /** Java's launcher reads arguments from stdin, where nothing ever comes, and so is no Java yet: 1.5 MB and no wake-ups. */
    private static final List<String> WAITING = List.of("/jre/bin/java", "@/dev/stdin");

    /** Whatever the daemon's default is: a sandbox would have a stack of its own, and take more than it is worth. */
    private static final String STARTED_WITH = "runc";

    /** A variable by which its process is known for ours. */
    private static final String OWNER = "TARE_INSTANCE";

    private final DockerClient client;
    private final NetnsHandover handover;

    NetnsHolder(DockerClient client, NetnsHandover handover) {
        this.client = client;
        this.handover = handover;
    }

    /**
     * Returns when the device is there.
     *
     * @param container that is to join
     * @return the mode of network with which it does
     */
    String hold(
            Attachment.Netns attachment,
            LaunchSpec spec,
            String image,
            String container,
            CgroupScope scope,
            Path socket,
            Ledger ledger)
            throws IOException, InterruptedException {
        String holder = container + SUFFIX;
        Entry entry = ledger.record(spec.trialId(), DaemonReaper.CONTAINER, holder, Making.details(socket));
        ContainerRequest request = new ContainerRequest(
                image,
                holder,
                spec.trialId(),
                WAITING,
                Map.of(OWNER, holder),
                spec.cpus(),
                ContainerRequest.Net.of("none"),
                STARTED_WITH);
        Entry _ = Making.ask(entry, ledger, () -> request.send(client, scope));
        client.startContainerCmd(holder).exec();
        handover.handOver(attachment, ContainerProcess.of(client, holder));
        return "container:" + holder;
    }
}
