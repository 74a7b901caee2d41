package dev.tare.agent.runtime.vm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Runs in a guest of Firecracker, not in the agent: connects to four neighbouring ports of the host over vsock and becomes another
 * program, which has the connections as its descriptors 0 to 3. No program of a distribution's base system can.
 *
 * <p>One class without any other, for it is the only one of the agent's in the guest; its Java is the bundle's.
 */
final class GuestChannels {

    private static final int CHANNELS = 4;
    private static final int AF_VSOCK = 40;
    /** SOCK_STREAM and SOCK_CLOEXEC: the other program has its copies alone, or no channel would ever end. */
    private static final int STREAM = 1 | 0x80000;

    private static final int HOST = 2;
    /** {@code struct sockaddr_vm}: family (2 bytes), reserved (2), port (4), context id (4), zeros. */
    private static final int ADDRESS_BYTES = 16;

    private static final int PORT_AT = 4;
    private static final int CONTEXT_AT = 8;

    private static final Linker LINKER = Linker.nativeLinker();

    private GuestChannels() {}

    /** Arguments: the first of the ports, then the other program's path and arguments. */
    public static void main(String[] arguments) throws Throwable {
        int port = Integer.parseInt(arguments[0]);
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle duplicate = function("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            MethodHandle become = function("execve", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
            int[] channels = new int[CHANNELS];
            for (int i = 0; i < CHANNELS; i++) {
                channels[i] = connect(arena, port + i);
            }
            MemorySegment path = arena.allocateFrom(arguments[1]);
            MemorySegment words = list(arena, arguments, 1);
            MemorySegment environment = list(arena, new String[] {"PATH=/bin"}, 0);
            // once in vain: nothing is to be loaded any more when the descriptors are no longer this Java's
            int failed = (int) become.invokeExact(MemorySegment.NULL, words, environment);
            for (int i = 0; i < CHANNELS && failed < 0; i++) {
                int same = (int) duplicate.invokeExact(channels[i], i);
                check("dup2", same);
            }
            check("execve", (int) become.invokeExact(path, words, environment));
        }
    }

    private static int connect(Arena arena, int port) throws Throwable {
        MethodHandle socket = function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle connect = function("connect", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        int descriptor = check("socket", (int) socket.invokeExact(AF_VSOCK, STREAM, 0));
        MemorySegment address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_VSOCK);
        address.set(ValueLayout.JAVA_INT, PORT_AT, port);
        address.set(ValueLayout.JAVA_INT, CONTEXT_AT, HOST);
        int _ = check("connect to port " + port, (int) connect.invokeExact(descriptor, address, ADDRESS_BYTES));
        return descriptor;
    }

    private static MethodHandle function(String name, ValueLayout... parameters) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
    }

    /** As C has lists of strings: pointers, the last of them null. */
    private static MemorySegment list(Arena arena, String[] words, int from) {
        MemorySegment list = arena.allocate(ValueLayout.ADDRESS, words.length - from + 1);
        for (int i = from; i < words.length; i++) {
            list.setAtIndex(ValueLayout.ADDRESS, i - from, arena.allocateFrom(words[i]));
        }
        list.setAtIndex(ValueLayout.ADDRESS, words.length - from, MemorySegment.NULL);
        return list;
    }

    private static int check(String what, int result) {
        if (result < 0) {
            throw new IllegalStateException("the guest cannot " + what);
        }
        return result;
    }
}
