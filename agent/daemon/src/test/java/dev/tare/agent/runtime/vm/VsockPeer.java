package dev.tare.agent.runtime.vm;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs in a guest, as the host's end of its vsock: four neighbouring ports, and behind each a port of virtio-serial. Where vsock ends
 * a stream, virtio-serial does not, so the bytes of stdout are added to what is said on control.
 */
final class VsockPeer {

    private static final int AF_VSOCK = 40;
    private static final int SOCK_STREAM = 1;
    private static final int ANY = -1;
    private static final int BUFFER_BYTES = 65536;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle READ = transfer("read");
    private static final MethodHandle WRITE = transfer("write");

    private VsockPeer() {}

    public static void main(String[] arguments) throws Throwable {
        int port = Integer.parseInt(arguments[0]);
        int[] listening = new int[4];
        for (int i = 0; i < listening.length; i++) {
            listening[i] = listen(port + i);
        }
        Files.createFile(Path.of(arguments[1]));
        int[] channels = new int[4];
        for (int i = 0; i < channels.length; i++) {
            channels[i] =
                    check("accept", (int) accept().invokeExact(listening[i], MemorySegment.NULL, MemorySegment.NULL));
        }
        Thread.ofPlatform().daemon().start(() -> toGuest(channels[0], "/dev/vport0p1"));
        Thread.ofPlatform().daemon().start(() -> fromGuest(channels[2], "/dev/vport0p3"));
        long sent = fromGuest(channels[1], "/dev/vport0p2");
        byte[] status = new byte[16];
        int length = read(channels[3], status);
        // opened once, as such a port can be
        try (RandomAccessFile control = new RandomAccessFile("/dev/vport0p4", "rw")) {
            String said = new String(status, 0, length, StandardCharsets.US_ASCII).strip();
            control.write((said + " " + sent + "\n").getBytes(StandardCharsets.US_ASCII));
            int _ = control.read();
        }
        // the end of this process is the end of the connection, and so the guest's
    }

    private static MethodHandle function(String name, ValueLayout... parameters) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
    }

    private static MethodHandle accept() {
        return function("accept", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    }

    private static MethodHandle transfer(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    }

    private static int check(String what, int result) {
        if (result < 0) {
            throw new IllegalStateException("the peer cannot " + what);
        }
        return result;
    }

    private static int listen(int port) throws Throwable {
        MethodHandle socket = function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle bind = function("bind", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        MethodHandle listen = function("listen", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        int descriptor = check("socket", (int) socket.invokeExact(AF_VSOCK, SOCK_STREAM, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(16, Integer.BYTES);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_VSOCK);
            address.set(ValueLayout.JAVA_INT, 4, port);
            address.set(ValueLayout.JAVA_INT, 8, ANY);
            int _ = check("bind", (int) bind.invokeExact(descriptor, address, 16));
        }
        int _ = check("listen", (int) listen.invokeExact(descriptor, 1));
        return descriptor;
    }

    private static int read(int descriptor, byte[] into) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(into.length);
            int got = check("read", (int) (long) READ.invokeExact(descriptor, buffer, (long) into.length));
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, got);
            return got;
        }
    }

    private static long fromGuest(int descriptor, String port) {
        byte[] buffer = new byte[BUFFER_BYTES];
        long sent = 0;
        try (OutputStream out = new FileOutputStream(port)) {
            for (int got = read(descriptor, buffer); got > 0; got = read(descriptor, buffer)) {
                out.write(buffer, 0, got);
                sent += got;
            }
            return sent;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void toGuest(int descriptor, String port) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FileInputStream in = new FileInputStream(port);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(BUFFER_BYTES);
            for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
                MemorySegment.copy(buffer, 0, memory, ValueLayout.JAVA_BYTE, 0, got);
                for (long done = 0; done < got; ) {
                    done += check(
                            "write", (int) (long) WRITE.invokeExact(descriptor, memory.asSlice(done), got - done));
                }
            }
            int _ = (int) function("shutdown", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                    .invokeExact(descriptor, 2);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
