package dev.tare.probe.iperf3;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What one side counted.
 *
 * @param congestion that its connections had; empty where it does not tell
 */
record TestResults(CpuShare cpu, String congestion, List<StreamResult> streams) {

    TestResults {
        streams = List.copyOf(streams);
    }

    static TestResults read(Fields json) throws Refusal {
        List<StreamResult> streams = new ArrayList<>();
        for (Fields each : json.list("streams", 2 * TestParameters.MOST_STREAMS)) {
            streams.add(StreamResult.read(each));
        }
        return new TestResults(
                new CpuShare(json.real("cpu_util_user"), json.real("cpu_util_system")),
                json.text("congestion_used", ""),
                streams);
    }

    /** {@code retransmits} as the protocol asks: 1 of a sender that knows them, 0 of one that does not, -1 of a receiver. */
    JsonObject write(int retransmits) {
        JsonObject json = new JsonObject();
        json.addProperty("cpu_util_total", cpu.userPercent() + cpu.systemPercent());
        json.addProperty("cpu_util_user", cpu.userPercent());
        json.addProperty("cpu_util_system", cpu.systemPercent());
        json.addProperty("sender_has_retransmits", retransmits);
        if (!congestion.isEmpty()) {
            json.addProperty("congestion_used", congestion);
        }
        JsonArray all = new JsonArray();
        streams.forEach(stream -> all.add(stream.write()));
        json.add("streams", all);
        return json;
    }
}
