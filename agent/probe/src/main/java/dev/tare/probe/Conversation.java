package dev.tare.probe;

import dev.tare.common.frame.FrameException;
import dev.tare.common.frame.FrameReader;
import dev.tare.common.frame.FrameWriter;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.frame.Frames;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.proto.probe.v1.ClockPing;
import dev.tare.proto.probe.v1.ClockPong;
import dev.tare.proto.probe.v1.Hello;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the agent asks, answers clock pings itself and hands the rest to the trial. */
final class Conversation {

    static final int ENDED = 0;

    /** The agent is gone before the trial was finished. */
    static final int ABANDONED = 2;

    private final FrameReader<ProbeRequest> reader;
    private final FrameWriter<ProbeResponse> writer;
    private final NanoClock clock;
    private final Ending ending;
    private @Nullable TrialRun trial;

    Conversation(InputStream in, OutputStream out, NanoClock clock, Ending ending) {
        this.reader = new FrameReader<>(in, ProbeRequest.parser());
        this.writer = new FrameWriter<>(out);
        this.clock = clock;
        this.ending = ending;
    }

    /** Until the end of file; gives the exit status. */
    int run(Hello hello) throws IOException {
        writer.write(ProbeResponse.newBuilder().setHello(hello).build());
        boolean abandoned;
        try {
            for (Optional<ProbeRequest> request = reader.read(); request.isPresent(); request = reader.read()) {
                answer(request.get());
            }
            abandoned = trial != null && !trial.isFinished(); // before it is stopped, by which it finishes
        } catch (FrameException e) {
            writer.write(Frames.failure(
                    new ProbeFailure(FailureCode.BAD_SETUP, "what the agent sent on stdin: " + e.getMessage())));
            ending.end(Ending.FAILED);
            return Ending.FAILED;
        } catch (ProbeFailure e) {
            writer.write(Frames.failure(e));
            ending.end(Ending.FAILED);
            return Ending.FAILED;
        } finally {
            if (trial != null) {
                trial.stop();
            }
        }
        return abandoned ? ABANDONED : ENDED;
    }

    private void answer(ProbeRequest request) throws IOException, ProbeFailure {
        switch (request.getKindCase()) {
            case CLOCK_PING -> pong(request.getClockPing());
            case SETUP -> setup(request.getSetup());
            case START -> running("start").startAt(request.getStart().getStartAtNanos());
            case STOP -> running("stop").stop();
            case KIND_NOT_SET -> throw outOfOrder("a request of no kind that this probe knows");
        }
    }

    private void pong(ClockPing ping) throws IOException {
        long received = clock.nanos();
        writer.write(ProbeResponse.newBuilder()
                .setClockPong(ClockPong.newBuilder()
                        .setSequence(ping.getSequence())
                        .setReceivedNanos(received)
                        .setSentNanos(clock.nanos()))
                .build());
    }

    private void setup(Setup setup) throws ProbeFailure {
        if (trial != null) {
            throw outOfOrder("a second setup");
        }
        trial = new TrialRun(setup, writer, clock, ending);
        trial.begin();
    }

    private TrialRun running(String what) throws ProbeFailure {
        if (trial == null) {
            throw outOfOrder(what + " before setup");
        }
        return trial;
    }

    private static ProbeFailure outOfOrder(String what) {
        return new ProbeFailure(FailureCode.BAD_SETUP, "the agent sent " + what);
    }
}
