package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.model.Network.Ipam;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Networks that Docker and Podman make for one trial. */
final class DaemonNetworks {

    private final ContainerApis apis;

    @Inject
    DaemonNetworks(ContainerApis apis) {
        this.apis = apis;
    }

    /** When this returns a container can be joined to it. Any of docker-java's {@link RuntimeException}s where the daemon refuses. */
    void make(DaemonKind daemon, Path socket, Attachment.Wanted wanted, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        if (HostDaemons.isOurs(socket)) {
            daemon.beforeNetwork(socket, wanted.shape(), trialId, ledger);
        }
        Entry entry = ledger.record(trialId, DaemonReaper.NETWORK, wanted.name(), Making.details(socket));
        try (CreateNetworkCmd create = apis.of(socket).createNetworkCmd()) {
            CreateNetworkCmd command = create.withName(wanted.name())
                    .withDriver(driver(wanted))
                    .withCheckDuplicate(true)
                    .withIpam(new Ipam()
                            .withConfig(new Ipam.Config()
                                    .withSubnet(wanted.subnet())
                                    .withGateway(wanted.gateway())))
                    .withOptions(options(wanted));
            Entry _ = Making.ask(entry, ledger, command::exec);
        }
    }

    private static String driver(Attachment.Wanted wanted) {
        return switch (wanted.shape()) {
            case NAT -> "bridge";
            case MACVLAN -> "macvlan";
        };
    }

    private static Map<String, String> options(Attachment.Wanted wanted) {
        return switch (wanted.shape()) {
            case NAT ->
                Map.of(
                        "com.docker.network.bridge.name",
                        wanted.name(),
                        "com.docker.network.driver.mtu",
                        Integer.toString(wanted.mtuBytes()));
            case MACVLAN -> Map.of("parent", wanted.parent());
        };
    }
}
