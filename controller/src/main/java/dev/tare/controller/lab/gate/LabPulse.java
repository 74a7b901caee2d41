package dev.tare.controller.lab.gate;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Exec;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.lab.local.Raised;
import dev.tare.controller.lab.state.LabJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Asks the agents of a lab that Tare made whether they are well, from outside of it. */
public final class LabPulse {

    private final Installation installation;
    private final Exec exec;

    public LabPulse(Installation installation, Exec exec) {
        this.installation = installation;
        this.exec = exec;
    }

    /** Per host {@code ok}, or why it is not. */
    public Map<String, String> take(Raised raised) throws IOException, InterruptedException {
        List<String> command = InnerCommand.of(
                installation,
                raised.folder(),
                raised.root(),
                raised.ready().spec().cpus().controller(),
                PulseMain.class.getName(),
                List.of(raised.folder().path().toString()));
        Finished finished = exec.must(Command.of(command));
        return LabJson.mapper().readValue(finished.out(), new TypeReference<Map<String, String>>() {});
    }
}
