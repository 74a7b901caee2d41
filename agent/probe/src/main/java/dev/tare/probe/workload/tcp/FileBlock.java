package dev.tare.probe.workload.tcp;

import dev.tare.probe.socket.MemoryFile;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.TcpSocket;

/** A block in a file of memory, which the kernel sends from where it lies. */
final class FileBlock implements Outgoing {

    private final MemoryFile file;

    FileBlock(int bytes) throws SocketError {
        this.file = new MemoryFile(bytes);
    }

    @Override
    public long sendOn(TcpSocket socket) {
        return socket.send(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
