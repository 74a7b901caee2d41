package dev.tare.agent.runtime.vm;

import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A guest's four channels where Firecracker takes them to. It knows no half-closed connections, so each stream has one of its own.
 *
 * <p>When an end closes, the other has two seconds to read what is left, by Firecracker's own limit: the agent always reads, and the
 * guest's pump of stdin does unless its program leaves more unread than a pipe holds.
 */
final class VsockChannels implements Closeable {

    /** Of stdin; stdout, stderr and control follow. As in the guest's {@code init}. */
    private static final int FIRST_PORT = 5001;

    private static final int CHANNELS = 4;
    private static final int CONTROL = 3;

    private final List<GuestSocket> sockets = new ArrayList<>();

    private VsockChannels() {}

    /** @param path without the port */
    static VsockChannels listen(Path path) throws IOException {
        VsockChannels channels = new VsockChannels();
        try {
            for (int i = 0; i < CHANNELS; i++) {
                channels.sockets.add(GuestSocket.listen(Path.of(path + "_" + (FIRST_PORT + i))));
            }
            return channels;
        } catch (IOException e) {
            channels.close();
            throw e;
        }
    }

    /** The guest of this machine. */
    Instance watch(Instance machine) {
        return VmInstance.watch(
                new Joined(
                        machine,
                        sockets.get(0).out(),
                        sockets.get(1).in(),
                        sockets.get(2).in()),
                new Control(sockets.get(CONTROL)),
                sockets);
    }

    @Override
    public void close() throws IOException {
        for (GuestSocket socket : sockets) {
            socket.close();
            socket.end();
        }
    }

    /** A machine whose streams are its guest's. */
    private record Joined(Instance machine, OutputStream in, InputStream out, InputStream err) implements Instance {

        @Override
        public OptionalInt await(Duration wait) throws InterruptedException {
            return machine.await(wait);
        }

        @Override
        public Accounting accounting() {
            return machine.accounting();
        }

        @Override
        public List<Step> startup() {
            return machine.startup();
        }
    }
}
