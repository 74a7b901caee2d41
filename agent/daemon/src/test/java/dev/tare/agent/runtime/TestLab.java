package dev.tare.agent.runtime;

import dev.tare.agent.network.AttachSpec;
import dev.tare.agent.network.TestNamespaces;
import dev.tare.common.catalog.AttachmentKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Two hosts as network namespaces, one cable between them. Work is done as if the agent were in one of them. */
public final class TestLab {

    private static final String DEVICE = "data0";

    private final TestNamespaces namespaces;

    private TestLab(TestNamespaces namespaces) {
        this.namespaces = namespaces;
    }

    public static TestLab up() throws IOException, InterruptedException {
        return new TestLab(TestNamespaces.up(DEVICE));
    }

    public void down() throws IOException, InterruptedException {
        namespaces.down();
    }

    public <T> T onClient(Callable<T> work) throws Exception {
        return namespaces.visit(namespaces.client(), work);
    }

    public <T> T onServer(Callable<T> work) throws Exception {
        return namespaces.visit(namespaces.server(), work);
    }

    public Path client() {
        return namespaces.client();
    }

    public Path server() {
        return namespaces.server();
    }

    public String serverAddress() {
        return "10.99.0.2";
    }

    /** For a runtime that takes a namespace, or the host's. */
    public AttachSpec spec(String trialId, String network) {
        return spec(trialId, network, network.equals("host") ? AttachmentKind.HOST_NETNS : AttachmentKind.NETNS);
    }

    public String serverAddress6() {
        return "fd00:99::2";
    }

    /** With an address and a peer of IPv6, for a runtime that takes a namespace, or the host's. */
    public AttachSpec spec6(String trialId, String network) {
        boolean host = network.equals("host");
        return new AttachSpec(
                trialId,
                host ? AttachmentKind.HOST_NETNS : AttachmentKind.NETNS,
                DEVICE,
                host ? "fd00:99::1/64" : "fd00:99::101/64",
                serverAddress6(),
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
    }

    public AttachSpec spec(String trialId, String network, AttachmentKind kind) {
        String address = network.equals("host") ? "10.99.0.1/24" : "10.99.0.101/24";
        return new AttachSpec(trialId, kind, DEVICE, address, serverAddress(), "10.99.0.1", "10.99.0.2", false, 1500);
    }
}
