package dev.tare.agent.network;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The few calls of the C library for which Java has no words. A failure is an exception with errno. */
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_VALUE = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle OPEN =
            handle("open", FunctionDescriptor.of(INT, POINTER, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle SETNS = handle("setns", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle SOCKET = handle("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle IOCTL = handle(
            "ioctl",
            FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, POINTER),
            Linker.Option.firstVariadicArg(2));

    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;

    private Libc() {}

    private interface Call {
        int invoke(MemorySegment state) throws Throwable;
    }

    static int open(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return checked("open " + path, state -> (int) OPEN.invokeExact(state, name, O_RDONLY_CLOEXEC));
        }
    }

    static void close(int descriptor) throws IOException {
        checked("close", state -> (int) CLOSE.invokeExact(state, descriptor));
    }

    /** Moves the calling thread, and it alone, into the network namespace. */
    static void enterNetns(int descriptor) throws IOException {
        checked("setns", state -> (int) SETNS.invokeExact(state, descriptor, CLONE_NEWNET));
    }

    static int datagramSocket() throws IOException {
        return checked("socket", state -> (int) SOCKET.invokeExact(state, AF_INET, SOCK_DGRAM_CLOEXEC, 0));
    }

    static void ioctl(int descriptor, long request, MemorySegment argument) throws IOException {
        checked("ioctl", state -> (int) IOCTL.invokeExact(state, descriptor, request, argument));
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker.Option[] all =
                Stream.concat(Stream.of(ERRNO), Stream.of(options)).toArray(Linker.Option[]::new);
        MemorySegment address = LINKER.defaultLookup().find(name).orElseThrow();
        return LINKER.downcallHandle(address, descriptor, all);
    }

    private static int checked(String what, Call call) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = call.invoke(state);
            if (result < 0) {
                throw new IOException(what + ": errno " + (int) ERRNO_VALUE.get(state, 0L));
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(what, e);
        }
    }
}
