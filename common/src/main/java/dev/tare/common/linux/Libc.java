package dev.tare.common.linux;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/**
 * System calls as the C library wraps them. Every method gives what the call gives, or {@code -errno}; addresses are those
 * of native memory that the caller keeps alive. Nothing is allocated. For one thread at a time.
 */
public final class Libc {

    private static final MemorySegment ACCEPT4 = Downcall.function("accept4");
    private static final MemorySegment ADJTIMEX = Downcall.function("adjtimex");
    private static final MemorySegment BIND = Downcall.function("bind");
    private static final MemorySegment CLOCK_GETTIME = Downcall.function("clock_gettime");
    private static final MemorySegment CLOSE = Downcall.function("close");
    private static final MemorySegment CONNECT = Downcall.function("connect");
    private static final MemorySegment FCNTL = Downcall.function("fcntl");
    private static final MemorySegment GETPEERNAME = Downcall.function("getpeername");
    private static final MemorySegment GETSOCKNAME = Downcall.function("getsockname");
    private static final MemorySegment GETSOCKOPT = Downcall.function("getsockopt");
    private static final MemorySegment LISTEN = Downcall.function("listen");
    private static final MemorySegment MEMFD_CREATE = Downcall.function("memfd_create");
    private static final MemorySegment POLL = Downcall.function("poll");
    private static final MemorySegment RECV = Downcall.function("recv");
    private static final MemorySegment RECVFROM = Downcall.function("recvfrom");
    private static final MemorySegment RECVMSG = Downcall.function("recvmsg");
    private static final MemorySegment SCHED_GETPARAM = Downcall.function("sched_getparam");
    private static final MemorySegment SCHED_GETSCHEDULER = Downcall.function("sched_getscheduler");
    private static final MemorySegment SCHED_SETSCHEDULER = Downcall.function("sched_setscheduler");
    private static final MemorySegment SEND = Downcall.function("send");
    private static final MemorySegment SENDFILE = Downcall.function("sendfile");
    private static final MemorySegment SENDTO = Downcall.function("sendto");
    private static final MemorySegment SETPRIORITY = Downcall.function("setpriority");
    private static final MemorySegment SETSOCKOPT = Downcall.function("setsockopt");
    private static final MemorySegment SHUTDOWN = Downcall.function("shutdown");
    private static final MemorySegment SOCKET = Downcall.function("socket");
    private static final MemorySegment WRITE = Downcall.function("write");

    private static final int MSG_DONTWAIT = 0x40;

    private final Downcall downcall = new Downcall();

    public int socket(int family, int type, int protocol) {
        return downcall.callInt(SOCKET, family, type, protocol, 0, 0, 0);
    }

    public int bind(int fd, NativeMemory address, int length) {
        return downcall.callInt(BIND, fd, address.address(), length, 0, 0, 0);
    }

    public int listen(int fd, int backlog) {
        return downcall.callInt(LISTEN, fd, backlog, 0, 0, 0, 0);
    }

    /** Without the peer's address: {@link #getpeername} tells. */
    public int accept4(int fd, int flags) {
        return downcall.callInt(ACCEPT4, fd, 0, 0, flags, 0, 0);
    }

    /** With the peer's address; {@code length} holds the room there is and receives what was needed. */
    public int accept4(int fd, NativeMemory address, NativeMemory length, int flags) {
        return downcall.callInt(ACCEPT4, fd, address.address(), length.address(), flags, 0, 0);
    }

    public int connect(int fd, NativeMemory address, int length) {
        return downcall.callInt(CONNECT, fd, address.address(), length, 0, 0, 0);
    }

    public int fcntl(int fd, int command, int argument) {
        return downcall.callInt(FCNTL, fd, command, argument, 0, 0, 0);
    }

    public int getsockname(int fd, NativeMemory address, NativeMemory length) {
        return downcall.callInt(GETSOCKNAME, fd, address.address(), length.address(), 0, 0, 0);
    }

    public int getpeername(int fd, NativeMemory address, NativeMemory length) {
        return downcall.callInt(GETPEERNAME, fd, address.address(), length.address(), 0, 0, 0);
    }

    public int getsockopt(int fd, int level, int option, NativeMemory value, NativeMemory length) {
        return downcall.callInt(GETSOCKOPT, fd, level, option, value.address(), length.address(), 0);
    }

    public int setsockopt(int fd, int level, int option, NativeMemory value, int length) {
        return downcall.callInt(SETSOCKOPT, fd, level, option, value.address(), length, 0);
    }

    /** {@code entries} is an array of {@code count} pollfd. */
    public int poll(NativeMemory entries, int count, int timeoutMillis) {
        return downcall.callInt(POLL, entries.address(), count, timeoutMillis, 0, 0, 0);
    }

    /** Made for the measuring loop: the error number is right but for a rare coincidence, good for words about a failure. */
    public long recv(int fd, long address, long length, int flags) {
        return downcall.callLongOften(RECV, fd, address, length, flags, 0, 0);
    }

    /** With the sender's address; {@code room} holds the room there is and receives what was needed. */
    public long recvfrom(int fd, long address, long length, int flags, NativeMemory sender, NativeMemory room) {
        return downcall.callLong(RECVFROM, fd, address, length, flags, sender.address(), room.address());
    }

    /** As {@link #recv}, with an error number that can be decided by. */
    public long recvExactly(int fd, long address, long length, int flags) {
        return downcall.callLong(RECV, fd, address, length, flags, 0, 0);
    }

    /** Made for the measuring loop: the error number is right but for a rare coincidence, good for words about a failure. */
    public long send(int fd, long address, long length, int flags) {
        return downcall.callLongOften(SEND, fd, address, length, flags, 0, 0);
    }

    /** As {@link #send}, with an error number that can be decided by. */
    public long sendExactly(int fd, long address, long length, int flags) {
        return downcall.callLong(SEND, fd, address, length, flags, 0, 0);
    }

    /**
     * As {@link #send}, but never waits: {@code -EAGAIN} where there is no room.
     *
     * @param length little enough for the kernel to be done with it in microseconds
     */
    public long sendAtOnce(int fd, long address, long length, int flags) {
        return downcall.callLongAtOnce(SEND, fd, address, length, flags | MSG_DONTWAIT, 0, 0);
    }

    /** As {@link #send}, from {@code offset} (a {@code long}, moved on) of another file. */
    public long sendfile(int fd, int from, NativeMemory offset, long length) {
        return downcall.callLongOften(SENDFILE, fd, from, offset.address(), length, 0, 0);
    }

    public long write(int fd, long address, long length) {
        return downcall.callLong(WRITE, fd, address, length, 0, 0, 0);
    }

    /** A file that is in memory only; {@code name} is for people. */
    public int memfdCreate(String name, int flags) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        NativeMemory terminated = new NativeMemory(text.length + 1);
        terminated.bytes().put(0, text);
        try {
            return downcall.callInt(MEMFD_CREATE, terminated.address(), flags, 0, 0, 0, 0);
        } finally {
            Reference.reachabilityFence(terminated);
        }
    }

    /** {@code header} is a struct msghdr. */
    public long recvmsg(int fd, NativeMemory header, int flags) {
        return downcall.callLong(RECVMSG, fd, header.address(), flags, 0, 0, 0);
    }

    public long sendto(int fd, NativeMemory bytes, int length, NativeMemory address, int addressLength) {
        return downcall.callLong(SENDTO, fd, bytes.address(), length, 0, address.address(), addressLength);
    }

    /** Niceness of one thread of this machine, where {@code which} is zero and {@code who} its number. */
    public int setpriority(int which, int who, int niceness) {
        return downcall.callInt(SETPRIORITY, which, who, niceness, 0, 0, 0);
    }

    /** Of one thread of this machine, or of the calling one where {@code who} is zero. */
    public int schedSetscheduler(int who, int policy, NativeMemory parameters) {
        return downcall.callInt(SCHED_SETSCHEDULER, who, policy, parameters.address(), 0, 0, 0);
    }

    /** The policy of one thread, with its flag, as of {@link #schedSetscheduler}. */
    public int schedGetscheduler(int who) {
        return downcall.callInt(SCHED_GETSCHEDULER, who, 0, 0, 0, 0, 0);
    }

    /** As {@link #schedSetscheduler} takes them. */
    public int schedGetparam(int who, NativeMemory parameters) {
        return downcall.callInt(SCHED_GETPARAM, who, parameters.address(), 0, 0, 0, 0);
    }

    public int shutdown(int fd, int how) {
        return downcall.callInt(SHUTDOWN, fd, how, 0, 0, 0, 0);
    }

    /** Gives the clock's state; zero {@code modes} in {@code timex} only reads. */
    public int adjtimex(NativeMemory timex) {
        return downcall.callInt(ADJTIMEX, timex.address(), 0, 0, 0, 0, 0);
    }

    public int close(int fd) {
        return downcall.callInt(CLOSE, fd, 0, 0, 0, 0, 0);
    }

    /** {@code timespec} receives seconds and nanoseconds, 8 bytes each. */
    public int clockGettime(int clock, NativeMemory timespec) {
        return downcall.callInt(CLOCK_GETTIME, clock, timespec.address(), 0, 0, 0, 0);
    }
}
