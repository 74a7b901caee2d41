package dev.tare.common.linux;

/** Error numbers of Linux that are handled or worth a word, and their names for messages. The same on every architecture we run on. */
public final class Errno {

    public static final int EPERM = 1;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int EPIPE = 32;
    public static final int EMSGSIZE = 90;
    public static final int EADDRINUSE = 98;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EINPROGRESS = 115;

    private Errno() {}

    /** Name and meaning, e.g. {@code ECONNREFUSED (connection refused)}. */
    public static String describe(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM (not permitted)";
            case 2 -> "ENOENT (no such thing)";
            case ESRCH -> "ESRCH (no such process)";
            case EINTR -> "EINTR (interrupted)";
            case 9 -> "EBADF (socket closed)";
            case EAGAIN -> "EAGAIN (would block)";
            case 12 -> "ENOMEM (out of memory)";
            case EACCES -> "EACCES (permission denied)";
            case EINVAL -> "EINVAL (invalid argument)";
            case 23, 24 -> "EMFILE (too many open files)";
            case EPIPE -> "EPIPE (the peer closed the connection)";
            case EMSGSIZE -> "EMSGSIZE (larger than the way to the peer takes)";
            case 92 -> "ENOPROTOOPT (option not known)";
            case 93 -> "EPROTONOSUPPORT (protocol not supported)";
            case 97 -> "EAFNOSUPPORT (address family not supported)";
            case EADDRINUSE -> "EADDRINUSE (address in use)";
            case 99 -> "EADDRNOTAVAIL (no such address on this host)";
            case 100 -> "ENETDOWN (network is down)";
            case 101 -> "ENETUNREACH (network unreachable)";
            case ECONNABORTED -> "ECONNABORTED (connection aborted)";
            case ECONNRESET -> "ECONNRESET (the peer reset the connection)";
            case 107 -> "ENOTCONN (not connected)";
            case ETIMEDOUT -> "ETIMEDOUT (timed out)";
            case ECONNREFUSED -> "ECONNREFUSED (connection refused)";
            case 113 -> "EHOSTUNREACH (no route to host)";
            case EINPROGRESS -> "EINPROGRESS (in progress)";
            default -> "errno " + errno;
        };
    }
}
