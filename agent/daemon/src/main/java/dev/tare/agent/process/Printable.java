package dev.tare.agent.process;

/** Text from elsewhere, made fit for a message: control characters replaced, length bounded. */
public final class Printable {

    private static final int LIMIT = 2000;

    private Printable() {}

    public static String of(String text) {
        String cut = text.length() > LIMIT ? text.substring(0, LIMIT) + " [cut]" : text;
        return cut.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }
}
