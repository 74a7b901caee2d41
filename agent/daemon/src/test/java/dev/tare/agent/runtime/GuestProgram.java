package dev.tare.agent.runtime;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the conformance suite runs inside a runtime: java.base only, one class file. */
final class GuestProgram {

    private static final int BUFFER_BYTES = 65536;

    private GuestProgram() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "echo" -> System.in.transferTo(System.out);
            case "echo-and-fail" -> echoAndFail();
            case "exit" -> System.exit(Integer.parseInt(arguments[1]));
            case "tell" -> tell(arguments);
            case "clock" -> clock();
            case "burn" -> burn();
            case "wait" -> waitForEver();
            case "fetch" -> fetch(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.flush();
    }

    private static void echoAndFail() throws IOException {
        System.in.transferTo(System.out);
        System.out.flush();
        throw new IllegalStateException("all of it was echoed");
    }

    /** Arguments and environment, so that no separator can be mistaken. */
    private static void tell(String[] arguments) throws IOException {
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeInt(arguments.length);
        for (String argument : arguments) {
            out.writeUTF(argument);
        }
        Map<String, String> environment = new TreeMap<>(System.getenv());
        out.writeInt(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            out.writeUTF(variable.getKey());
            out.writeUTF(variable.getValue());
        }
        out.flush();
    }

    /** Its monotonic clock, and whose that is, as the probe tells it; empty where its kernel does not tell. */
    private static void clock() throws IOException {
        long nanos = System.nanoTime();
        String told;
        try {
            told = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/time"));
        } catch (IOException _) {
            told = "";
        }
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeLong(nanos);
        out.writeUTF(told);
        out.flush();
    }

    private static void burn() {
        long sum = 0;
        while (sum >= 0) {
            sum++;
        }
        System.out.println(sum);
    }

    private static void waitForEver() {
        System.out.println("waiting");
        System.out.flush();
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** When stdin has something: sends so many bytes to an echo server and prints how many came back. */
    private static void fetch(String host, int port, int bytes) throws IOException {
        if (System.in.read() < 0) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5000);
            Thread.ofPlatform().start(() -> send(socket, bytes));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            long got = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                got += n;
            }
            System.out.println(got);
        }
    }

    private static void send(Socket socket, int bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[bytes]);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
