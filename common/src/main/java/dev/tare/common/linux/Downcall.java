package dev.tare.common.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/**
 * Calls functions of the C library, all through one shape: six integer registers in, one out. A second shape would cost
 * another 20 ms of cold start. Trap: it holds for functions of at most six integer or pointer arguments and only where such
 * arguments travel in registers of their own and unused ones are ignored, as on x86-64 and AArch64; the callee ignores the
 * upper half of a register that carries an {@code int}, and the caller here cuts results of type {@code int} itself.
 *
 * <p>For one thread at a time: the error number is kept in the instance.
 */
final class Downcall {

    private static final Linker LINKER = Linker.nativeLinker();

    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));

    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();

    private static final int ERRNO_OFFSET = (int) CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final NativeMemory captured = new NativeMemory((int) CAPTURED.byteSize());

    static MemorySegment function(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    /** For functions that give an {@code int}: the result, or {@code -errno}. */
    int callInt(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        int result = (int) call(function, a, b, c, d, e, f);
        return result == -1 ? -errno() : result;
    }

    /** For functions that give a {@code long} or {@code ssize_t}: the result, or {@code -errno}. */
    long callLong(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        long result = call(function, a, b, c, d, e, f);
        return result == -1 ? -errno() : result;
    }

    /**
     * As {@link #callLong}, for calls that are made a hundred thousand times a second: 55 ns less, measured in a loop that
     * does nothing else. Trap: the error number is read after the virtual machine has had the thread
     * again, which may, if it has to stop the thread just then, put another in its place. So this is not for calls whose
     * errors are part of the ordinary course, as those of a connect are.
     */
    long callLongOften(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        long result = Plain.call(function, a, b, c, d, e, f);
        return result == -1 ? -Plain.errno() : result;
    }

    /**
     * As {@link #callLong}, for calls that return at once: the virtual machine keeps the thread in its own account and cannot
     * stop it meanwhile, which saves its bookkeeping on the way out and back. Trap: a call that waits would keep the whole
     * machine waiting.
     */
    long callLongAtOnce(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        long result = AtOnce.call(function, a, b, c, d, e, f);
        return result == -1 ? -Plain.errno() : result;
    }

    private int errno() {
        return captured.bytes().getInt(ERRNO_OFFSET);
    }

    private long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, captured.segment(), a, b, c, d, e, f);
        } catch (Throwable t) {
            throw new AssertionError("a downcall of this shape cannot throw", t);
        }
    }

    /** A class of its own, as {@link Plain}. */
    private static final class AtOnce {

        private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE, Linker.Option.critical(false));

        static {
            // as there
            Plain.errno();
        }

        static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
            try {
                return (long) CALL.invokeExact(function, a, b, c, d, e, f);
            } catch (Throwable t) {
                throw new AssertionError("a downcall of this shape cannot throw", t);
            }
        }
    }

    /** Without capture of the error number. A class of its own: who does not need it does not wait for its set-up. */
    private static final class Plain {

        private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE);
        private static final MemorySegment ERRNO_LOCATION = function("__errno_location");

        static {
            // the first call loads classes, which must not happen between an error and the reading of its number
            errno();
        }

        /** Of the calling thread, which has to be a platform thread. */
        static int errno() {
            long address = call(ERRNO_LOCATION, 0, 0, 0, 0, 0, 0);
            return MemorySegment.ofAddress(address)
                    .reinterpret(Integer.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .getInt(0);
        }

        static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
            try {
                return (long) CALL.invokeExact(function, a, b, c, d, e, f);
            } catch (Throwable t) {
                throw new AssertionError("a downcall of this shape cannot throw", t);
            }
        }
    }
}
