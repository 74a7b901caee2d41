package dev.tare.probe.exec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/**
 * Stands in for Ethr, which is not to be had everywhere: it takes the options that the probe gives it and refuses others, opens a
 * TCP connection as that does, and writes what Ethr 1.0.0 writes (clientui.go, serverui.go), more often than once a second.
 */
final class FakeEthr {

    private static final List<String> SWITCHES = List.of("-no", "-ncs", "-r", "-s", "-6");
    private static final List<String> VALUES = List.of("-c", "-port", "-ip", "-d", "-p", "-t", "-l", "-n", "-i", "-g");

    private static final long SECOND_MILLIS = 300;

    private final List<String> words;

    private FakeEthr(List<String> words) {
        this.words = words;
    }

    /** The first word is the file by which it was started. */
    public static void main(String[] args) throws Exception {
        System.exit(new FakeEthr(List.of(args).subList(1, args.length)).run());
    }

    private int run() throws Exception {
        say("");
        say("Ethr: Comprehensive Network Performance Measurement Tool (Version: 1.0.0)");
        say("Maintainer: Pankaj Garg (ipankajg @ LinkedIn | GitHub | Gmail | Twitter)");
        say("");
        for (int i = 0; i < words.size(); i++) {
            if (VALUES.contains(words.get(i))) {
                i++;
            } else if (!SWITCHES.contains(words.get(i))) {
                say("flag provided but not defined: " + words.get(i));
                return 2;
            }
        }
        if (words.contains("-s")) {
            return serve();
        }
        if (words.contains("-c")) {
            return call();
        }
        say("Error: Invalid arguments, use either \"-s\" or \"-c\".");
        return 1;
    }

    private int serve() throws Exception {
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReuseAddress(true);
            listening.bind(address(option("-ip")));
            say("-----------------------------------------------------------");
            say("Listening on port " + option("-port") + " for TCP & UDP");
            while (true) {
                try (Socket client = listening.accept()) {
                    say("-----------------------------------------------------------");
                    say("[RemoteAddress]  Proto   Bits/s   Conn/s    Pkt/s   Latency");
                    client.setSoTimeout((int) SECOND_MILLIS);
                    while (goesOn(client)) {
                        say(String.format(
                                Locale.ROOT,
                                "[%13s]  %5s  %7s  %7s  %7s  %8s",
                                client.getInetAddress().getHostAddress(),
                                "TCP",
                                "9.41G",
                                "1",
                                "--  ",
                                "--  "));
                    }
                }
            }
        }
    }

    /** After a second of its own. */
    private static boolean goesOn(Socket client) throws IOException {
        try {
            return client.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return true; // nothing came and nothing ended
        }
    }

    private int call() throws Exception {
        try (Socket _ = new Socket(InetAddress.getByName(option("-c")), Integer.parseInt(option("-port")))) {
            say("- - - - - - - - - - - - - - - - - - - - - - -");
            say("[  ID ]   Protocol    Interval      Bits/s");
            long seconds = Long.parseLong(option("-d").replace("s", ""));
            for (int second = 0; second < seconds; second++) {
                Thread.sleep(SECOND_MILLIS);
                say(String.format(
                        Locale.ROOT,
                        "[%5s]     %-5s    %03d-%03d sec   %7s",
                        "SUM",
                        "TCP",
                        second,
                        second + 1,
                        "9.42G"));
            }
            say("Ethr done, duration: " + option("-d") + ".");
        }
        return 0;
    }

    private InetSocketAddress address(String host) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(option("-port")));
    }

    private String option(String name) {
        return words.get(words.indexOf(name) + 1);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
