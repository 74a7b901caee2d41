package dev.tare.agent.runtime.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A program in Firecracker's place: takes its arguments, answers its interface by {@link FirecrackerContract}, and has QEMU's
 * software emulation be the machine that was asked for, with the same kernel, initramfs, tap device and sockets.
 *
 * <p>What it changes is what QEMU has not: devices are on PCI, and a channel to {@code uds_path_PORT} is a port of virtio-serial.
 * So of the guest's command line two words are others. With {@link Overlay} the guest's vsock is the kernel's own, in the guest.
 */
final class FirecrackerStandIn {

    static final String VERSION = "1.8.0";

    private static final List<String> WRITTEN_OTHERWISE = List.of("pci=off", "tare.channels=vsock");
    private static final int FIRST_PORT = 5001;
    private static final int CHANNELS = 4;

    private final Map<String, String> options = new HashMap<>();
    private final FirecrackerContract contract = new FirecrackerContract();

    private FirecrackerStandIn() throws IOException {}

    /** Its own arguments, with QEMU's path and the overlay's, stand before Firecracker's. */
    public static void main(String[] arguments) throws Exception {
        FirecrackerStandIn it = new FirecrackerStandIn();
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--version")) {
                System.out.println("Firecracker v" + VERSION + "\n");
                return;
            }
            if (!List.of("--qemu", "--overlay", "--api-sock", "--id").contains(arguments[i])) {
                throw new IllegalArgumentException("unexpected argument " + arguments[i]);
            }
            it.options.put(arguments[i], arguments[i + 1]);
        }
        if (!it.option("--id").matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("no id of an instance: " + it.option("--id"));
        }
        System.exit(it.run());
    }

    private String option(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("without " + name);
        }
        return value;
    }

    private int run() throws IOException, InterruptedException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(option("--api-sock")));
            while (true) {
                try (SocketChannel client = server.accept()) {
                    Optional<Process> machine = serve(client);
                    if (machine.isPresent()) {
                        return machine.get().waitFor();
                    }
                }
            }
        }
    }

    /** Until the client closes the connection, or the machine was started. */
    private Optional<Process> serve(SocketChannel client) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(client));
        OutputStream out = Channels.newOutputStream(client);
        Optional<String> line = line(in);
        while (line.isPresent()) {
            String[] words = line.get().split(" ", -1);
            Map<String, String> headers = headers(in);
            // its server reads no chunks
            byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "-1"))];
            in.readFully(body);
            Optional<String> fault = contract.ask(words[0], words[1], body);
            Optional<Process> machine =
                    fault.isEmpty() && words[1].equals("/actions") ? Optional.of(boot()) : Optional.empty();
            answer(out, fault);
            if (machine.isPresent()) {
                return machine;
            }
            line = line(in);
        }
        return Optional.empty();
    }

    private static Map<String, String> headers(DataInputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in).orElseThrow(); !line.isEmpty(); line = line(in).orElseThrow()) {
            String[] both = line.split(":", 2);
            headers.put(both[0].toLowerCase(Locale.ROOT), both[1].strip());
        }
        return headers;
    }

    private static Optional<String> line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            line.write(next);
        }
        return Optional.of(line.toString(StandardCharsets.US_ASCII).stripTrailing());
    }

    private static void answer(OutputStream out, Optional<String> fault) throws IOException {
        byte[] body = fault.isEmpty()
                ? new byte[0]
                : new ObjectMapper().writeValueAsBytes(Map.of("fault_message", fault.get()));
        String head = fault.isEmpty()
                ? "HTTP/1.1 204 \r\nServer: Firecracker API\r\nConnection: keep-alive\r\n\r\n"
                : "HTTP/1.1 400 \r\nServer: Firecracker API\r\nConnection: keep-alive\r\nContent-Type: application/json"
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** From the main thread, which stays: QEMU dies with it as Firecracker's guest does with Firecracker. */
    private Process boot() throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        command.add(option("--qemu"));
        command.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-machine", "q35"));
        command.addAll(List.of("-accel", "tcg", "-cpu", "qemu64"));
        JsonNode machine = contract.taken("/machine-config");
        command.addAll(List.of("-m", machine.get("mem_size_mib") + "M", "-smp", "" + machine.get("vcpu_count")));
        JsonNode boot = contract.taken("/boot-source");
        command.addAll(List.of("-kernel", boot.get("kernel_image_path").asText()));
        String words = boot.get("boot_args").asText();
        if (options.containsKey("--overlay")) {
            Path initramfs = Overlay.over(Path.of(boot.get("initrd_path").asText()), Path.of(option("--overlay")));
            command.addAll(List.of("-initrd", initramfs.toString()));
            command.addAll(List.of("-append", words.replace("pci=off", "rdinit=" + Overlay.INIT)));
        } else {
            command.addAll(List.of("-initrd", boot.get("initrd_path").asText()));
            command.addAll(List.of("-append", otherwise(words)));
        }
        command.addAll(List.of("-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"));
        command.addAll(channels(contract.taken("/vsock").get("uds_path").asText()));
        contract.taken().forEach((path, asked) -> command.addAll(network(path, asked)));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static String otherwise(String words) {
        for (String word : WRITTEN_OTHERWISE) {
            if (!words.contains(word)) {
                throw new IllegalStateException("a guest of Firecracker is booted without " + word);
            }
        }
        return words.replace("pci=off ", "").replace("channels=vsock", "channels=serial");
    }

    private static List<String> channels(String path) {
        List<String> words = new ArrayList<>(List.of("-device", "virtio-serial-pci"));
        for (int i = 0; i < CHANNELS; i++) {
            words.addAll(List.of("-chardev", "socket,id=channel" + i + ",path=" + path + "_" + (FIRST_PORT + i)));
            words.addAll(List.of("-device", "virtserialport,nr=" + (i + 1) + ",chardev=channel" + i));
        }
        return words;
    }

    private static List<String> network(String path, JsonNode asked) {
        return path.startsWith("/network-interfaces/")
                ? List.of(
                        "-netdev",
                        "tap,id=net,script=no,downscript=no,vhost=off,ifname="
                                + asked.get("host_dev_name").asText(),
                        "-device",
                        "virtio-net-pci,netdev=net,romfile=,mac="
                                + asked.get("guest_mac").asText())
                : List.of();
    }
}
