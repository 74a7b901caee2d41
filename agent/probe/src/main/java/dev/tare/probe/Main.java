package dev.tare.probe;

import dev.tare.probe.clock.NanoClock;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Starts the probe: frames on the real stdin and stdout, everything else that is printed goes to stderr. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        Ending ending = status -> Runtime.getRuntime().halt(status);
        int status = converse(in, out, ending);
        if (status != Conversation.ENDED) {
            // at once, whatever the traffic is doing
            ending.end(status);
        }
    }

    static int converse(InputStream in, OutputStream out, Ending ending) throws IOException {
        return new Conversation(in, out, NanoClock.SYSTEM, ending).run(new SelfPortrait(Path.of("/proc")).hello());
    }
}
