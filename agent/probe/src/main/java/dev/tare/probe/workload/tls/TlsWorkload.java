package dev.tare.probe.workload.tls;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.socket.TlsCipher;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.tcp.TcpPlan;
import dev.tare.probe.workload.tcp.TcpWorkload;
import java.util.Optional;

/** What a TLS workload does on one side. */
public final class TlsWorkload {

    private TlsWorkload() {}

    /** {@code tls-stream}: bytes as fast as one direction carries them. */
    public static Workload stream(TrialSetup setup, NanoClock clock) {
        int blockBytes = setup.options().number("block");
        TlsCipher cipher = TlsCipher.of(setup.options().text("cipher"));
        boolean clientSends = setup.options().text("direction").equals("upload");
        TcpPlan plan = new TcpPlan(
                SocketSpec.of(setup, setup.options().number("streams"), false),
                Optional.empty(),
                true,
                link -> setup.client() == clientSends
                        ? new TlsSender(new TlsEnd(link, setup.client(), cipher), blockBytes)
                        : new TlsReceiver(new TlsEnd(link, setup.client(), cipher), blockBytes));
        return new TcpWorkload(setup, plan, clock);
    }
}
