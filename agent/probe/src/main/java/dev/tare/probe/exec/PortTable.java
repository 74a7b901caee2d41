package dev.tare.probe.exec;

import dev.tare.common.frame.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * TCP sockets on one port of this network namespace, as {@code /proc/net} has them: every engine's server listens there first,
 * also where it is then told to take datagrams.
 */
record PortTable(Path proc, InetAddress address, int port) {

    /** As the table has it. */
    private static final String ESTABLISHED = "01";

    private static final String LISTEN = "0A";

    /** Before an IPv4 address of a socket of IPv6. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private record Entry(String address, String state, String inode) {}

    /** Whether somebody takes what comes for this address and port. */
    boolean isServed() throws IOException {
        return !servers().isEmpty();
    }

    /** Connections that are open, of whatever server. */
    boolean hasConnections() throws IOException {
        return entries().stream().anyMatch(entry -> entry.state().equals(ESTABLISHED));
    }

    /** Who serves there, as far as this side can see its processes; empty when nobody does. */
    Optional<String> holder() throws IOException {
        List<Entry> servers = servers();
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        String socket = "socket:[" + servers.getFirst().inode() + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    return Optional.of("process " + process.getFileName() + " (" + name(process) + ")");
                }
            }
        }
        return Optional.of("a process that is not seen from here");
    }

    private List<Entry> servers() throws IOException {
        return entries().stream()
                .filter(entry -> entry.state().equals(LISTEN))
                .filter(entry -> List.of(hex(address), MAPPED + hex(address)).contains(entry.address())
                        || entry.address().matches("0+"))
                .toList();
    }

    private List<Entry> entries() throws IOException {
        List<Entry> found = new ArrayList<>();
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("tcp", "tcp6")) {
            Path file = proc.resolve("net").resolve(table);
            if (!Files.exists(file)) {
                continue; // a host without IPv6
            }
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > INODE && fields[LOCAL].endsWith(suffix)) {
                    String local = fields[LOCAL].substring(0, fields[LOCAL].length() - suffix.length());
                    found.add(new Entry(local, fields[STATE], fields[INODE]));
                }
            }
        }
        return found;
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // it has ended meanwhile, or is another user's: not one that is seen from here
            return false;
        }
        return false;
    }

    private static String name(Path process) {
        try {
            return Printable.of(Files.readAllBytes(process.resolve("comm"))).replace("\\x0a", "");
        } catch (IOException e) {
            return "gone meanwhile";
        }
    }

    /** Each four bytes of an address are one number of the machine's own byte order there. */
    private static String hex(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder hex = new StringBuilder();
        while (bytes.hasRemaining()) {
            hex.append(String.format(Locale.ROOT, "%08X", bytes.getInt()));
        }
        return hex.toString();
    }
}
