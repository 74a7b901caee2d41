package dev.tare.common.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Mounts that only the calling thread sees, and what it starts. They last as long as the thread or one of those processes;
 * nothing needs to be undone. For a platform thread that ends when its work is done: it cannot get back.
 */
public final class PrivateMounts {

    private static final MemorySegment UNSHARE = Downcall.function("unshare");
    private static final MemorySegment MOUNT = Downcall.function("mount");

    private static final int CLONE_NEWNS = 0x20000;
    private static final int MS_REC_PRIVATE = 0x4000 | 0x40000;
    private static final int MS_RDONLY = 1;

    private final Downcall downcall = new Downcall();

    private PrivateMounts() {}

    /** From here on the calling thread has mounts of its own, the same ones as before. */
    public static PrivateMounts ofThisThread() throws IOException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread shares its carrier's mounts with others");
        }
        PrivateMounts mounts = new PrivateMounts();
        mounts.check("unshare", mounts.downcall.callInt(UNSHARE, CLONE_NEWNS, 0, 0, 0, 0, 0));
        mounts.mount("none", Path.of("/"), "", MS_REC_PRIVATE, "");
        return mounts;
    }

    /**
     * Lays one directory over another: read-only, files of both are seen, of two with the same name the upper one. What is
     * mounted below {@code place} is hidden.
     */
    public void lay(Path upper, Path place) throws IOException {
        for (Path path : new Path[] {upper, place}) {
            if (path.toString().matches(".*[,:\\\\].*")) {
                throw new IOException(
                        "no file system can be laid over another where a path has one of , : \\ in it: " + path);
            }
        }
        mount("overlay", place, "overlay", MS_RDONLY, "lowerdir=" + upper + ":" + place);
    }

    private void mount(String source, Path target, String type, long flags, String options) throws IOException {
        NativeMemory from = string(source);
        NativeMemory to = string(target.toString());
        NativeMemory kind = string(type);
        NativeMemory data = string(options);
        int result = downcall.callInt(MOUNT, from.address(), to.address(), kind.address(), flags, data.address(), 0);
        check("mount on " + target, result);
    }

    private void check(String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": " + Errno.describe(-result));
        }
    }

    private static NativeMemory string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        NativeMemory memory = new NativeMemory(bytes.length + 1);
        memory.bytes().put(0, bytes);
        return memory;
    }
}
