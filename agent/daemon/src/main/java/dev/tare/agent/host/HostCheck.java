package dev.tare.agent.host;

/**
 * One thing that an agent needs of its host, whatever the trial.
 *
 * @param name a stable word: {@code space}
 * @param found what is there
 * @param reason why that is not enough; empty when it passed
 * @param remedy what to do; empty when it passed
 */
public record HostCheck(String name, boolean passed, String found, String reason, String remedy) {

    static HostCheck passed(String name, String found) {
        return new HostCheck(name, true, found, "", "");
    }

    static HostCheck failed(String name, String found, String reason, String remedy) {
        return new HostCheck(name, false, found, reason, remedy);
    }
}
