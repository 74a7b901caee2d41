package dev.tare.agent.service;

import com.google.protobuf.ByteString;
import dev.tare.common.Protocol;
import dev.tare.common.frame.FrameReader;
import dev.tare.common.frame.FrameWriter;
import dev.tare.proto.probe.v1.ClockPong;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Hello;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A probe without traffic that can misbehave; its only argument says how, {@code good} is not at all. */
final class FakeProbe {

    static final int INTERVALS = 5;

    static final int FLOOD = 20_000;

    private final String mode;
    private volatile boolean finished;
    private final FrameReader<ProbeRequest> in = new FrameReader<>(System.in, ProbeRequest.parser());
    private final FrameWriter<ProbeResponse> out = new FrameWriter<>(System.out);

    private FakeProbe(String mode) {
        this.mode = mode;
    }

    public static void main(String[] arguments) throws Exception {
        new FakeProbe(arguments[0]).run();
    }

    private void run() throws IOException, InterruptedException {
        System.err.println("fake probe \u001b[31m" + mode);
        if (mode.equals("garbage")) {
            System.out.write("Exception in thread \"main\"\n".getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
            Thread.sleep(60_000);
        }
        int version = mode.equals("old") ? Protocol.VERSION + 7 : Protocol.VERSION;
        say(ProbeResponse.newBuilder().setHello(Hello.newBuilder().setProtocolVersion(version)));
        Optional<ProbeRequest> request = in.read();
        while (request.isPresent()) {
            answer(request.get());
            request = in.read();
        }
        if (mode.equals("ends-slowly")) {
            Thread.sleep(700);
        }
    }

    private void answer(ProbeRequest request) throws IOException, InterruptedException {
        switch (request.getKindCase()) {
            case CLOCK_PING -> {
                if (finished && mode.equals("mute-clock")) {
                    return;
                }
                say(ProbeResponse.newBuilder()
                        .setClockPong(ClockPong.newBuilder()
                                .setSequence(request.getClockPing().getSequence())
                                .setReceivedNanos(System.nanoTime())
                                .setSentNanos(System.nanoTime())));
            }
            case SETUP -> setUp();
            case START -> {
                if (mode.equals("long") || mode.equals("hang-but-tell-the-clock")) {
                    Thread.ofPlatform().start(this::measureBeside);
                } else {
                    measure();
                }
            }
            case STOP, KIND_NOT_SET -> throw new IOException("not expected: " + request);
        }
    }

    private void setUp() throws IOException, InterruptedException {
        switch (mode) {
            case "crash-in-setup" -> System.exit(42);
            case "hang-in-setup" -> Thread.sleep(60_000);
            case "failure" ->
                say(ProbeResponse.newBuilder()
                        .setFailure(
                                Failure.newBuilder().setCode("connect-failed").setMessage("nobody listens")));
            default -> say(ProbeResponse.newBuilder().setPrepared(Prepared.getDefaultInstance()));
        }
    }

    private void measureBeside() {
        try {
            measure();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure() throws IOException, InterruptedException {
        int intervals = mode.equals("flood") ? FLOOD : INTERVALS;
        for (int index = 0; index < intervals; index++) {
            if (index == 2 && mode.equals("crash-in-trial")) {
                Runtime.getRuntime().halt(43);
            }
            if (index == 2 && mode.equals("dies-slowly")) {
                System.out.close();
                Thread.sleep(700);
                System.err.println("the very last words");
                Runtime.getRuntime().halt(44);
            }
            if (index == 2 && mode.startsWith("hang-") && !mode.equals("hang-in-setup")) {
                Thread.sleep(60_000);
            }
            if (index == 2 && mode.equals("endless")) {
                index = 1;
            }
            if (!mode.equals("flood")) {
                Thread.sleep(mode.equals("long") ? 500 : 20);
            }
            say(ProbeResponse.newBuilder()
                    .setInterval(Interval.newBuilder()
                            .setIndex(index)
                            .setReceivedBytes(1000)
                            // more than the flow control of HTTP/2 takes in
                            .setLatencyHistogram(ByteString.copyFrom(new byte[mode.equals("flood") ? 500 : 0]))));
        }
        finished = true;
        say(ProbeResponse.newBuilder().setFinished(Finished.newBuilder().setTotalReceivedBytes(5000)));
    }

    private synchronized void say(ProbeResponse.Builder message) throws IOException {
        out.write(message.build());
    }
}
