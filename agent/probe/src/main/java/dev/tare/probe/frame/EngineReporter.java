package dev.tare.probe.frame;

import com.google.protobuf.ByteString;
import dev.tare.common.frame.FrameWriter;
import dev.tare.probe.exec.EngineEnd;
import dev.tare.probe.exec.EngineSink;
import dev.tare.proto.probe.v1.EngineOutput;
import dev.tare.proto.probe.v1.EngineStream;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.io.IOException;

/** Passes on to the agent what a foreign engine writes. Waits while the agent reads slowly, and then so does the engine. */
public final class EngineReporter implements EngineSink {

    private final FrameWriter<ProbeResponse> writer;

    public EngineReporter(FrameWriter<ProbeResponse> writer) {
        this.writer = writer;
    }

    @Override
    public void wrote(int run, boolean stderr, byte[] bytes, int length) throws IOException {
        write(EngineOutput.newBuilder()
                .setRun(run)
                .setStream(stderr ? EngineStream.ENGINE_STREAM_STDERR : EngineStream.ENGINE_STREAM_STDOUT)
                .setData(ByteString.copyFrom(bytes, 0, length)));
    }

    @Override
    public void ended(int run, EngineEnd end) throws IOException {
        write(EngineOutput.newBuilder()
                .setRun(run)
                .setEnd(dev.tare.proto.probe.v1.EngineEnd.newBuilder()
                        .addAllArguments(end.arguments())
                        .setPhase(Frames.phase(end.phase()))
                        .setExitStatus(end.exitStatus())
                        .setStartNanos(end.startNanos())
                        .setEndNanos(end.endNanos())
                        .setKilledBecause(end.killedBecause())));
    }

    private void write(EngineOutput.Builder output) throws IOException {
        writer.write(ProbeResponse.newBuilder().setEngineOutput(output).build());
    }
}
