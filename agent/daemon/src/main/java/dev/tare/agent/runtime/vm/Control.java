package dev.tare.agent.runtime.vm;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the guest tells how its program ended; while this is open the guest stays up, so that nothing is cut off. */
record Control(GuestSocket socket) implements Closeable {

    private static final Pattern ENDED = Pattern.compile("([0-9]{1,3})(?: ([0-9]{1,18}))?\n");
    private static final int LINE_BYTES = 64;

    /**
     * What the guest said.
     *
     * @param stdoutBytes how many were given to the channel of stdout; empty where that ends after the last
     */
    record Ended(int status, OptionalLong stdoutBytes) {}

    /** Waits for the guest's word; fails when this is closed or the machine ends before. */
    Ended await() throws IOException {
        SocketChannel channel = socket.channel();
        ByteBuffer line = ByteBuffer.allocate(LINE_BYTES);
        while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
            if (!line.hasRemaining() || channel.read(line) < 0) {
                throw new IOException("the guest ended without a word");
            }
        }
        Matcher said = ENDED.matcher(new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII));
        if (!said.matches()) {
            throw new IOException("the guest said something else than how its program ended");
        }
        return new Ended(
                Integer.parseInt(said.group(1)),
                said.group(2) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(said.group(2))));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        socket.end();
    }
}
