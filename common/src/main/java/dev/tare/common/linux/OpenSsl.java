package dev.tare.common.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * OpenSSL's libssl (3.x), called as {@link Libc} is: its functions take at most six integers and addresses. Every method gives what the
 * function gives; addresses are those of native memory that the caller keeps alive. For one thread at a time, and
 * {@link #errorText} for the thread that had the error.
 */
public final class OpenSsl {

    // results of SSL_get_error(3)
    public static final int ERROR_SSL = 1;
    public static final int ERROR_WANT_READ = 2;
    public static final int ERROR_WANT_WRITE = 3;
    public static final int ERROR_ZERO_RETURN = 6;

    private static final int TEXT_BYTES = 256;

    private final Downcall downcall = new Downcall();
    private final Library library;
    private final MemorySegment read;
    private final MemorySegment write;
    private final MemorySegment error;

    public OpenSsl(Library library) {
        this.library = library;
        this.read = library.function("SSL_read");
        this.write = library.function("SSL_write");
        this.error = library.function("SSL_get_error");
    }

    /** Libraries, loaded for as long as the process lives. */
    public static final class Library {

        /** In this order: each finds those that it needs among the ones before. The first two only some builds need. */
        private static final List<String> FILES = List.of("libz.so.1", "libzstd.so.1", "libcrypto.so.3", "libssl.so.3");

        private final List<SymbolLookup> lookups;

        private Library(List<SymbolLookup> lookups) {
            this.lookups = lookups;
        }

        /** Those in a folder. */
        public static Library in(Path folder) throws IOException {
            return load(FILES.stream()
                    .filter(file -> Files.exists(folder.resolve(file)))
                    .map(file -> folder.resolve(file).toString())
                    .toList());
        }

        /** Those that the machine has. */
        public static Library ofMachine() throws IOException {
            return load(FILES.subList(2, FILES.size()));
        }

        private static Library load(List<String> files) throws IOException {
            List<SymbolLookup> lookups = new ArrayList<>();
            for (String file : files) {
                try {
                    lookups.addFirst(SymbolLookup.libraryLookup(file, Arena.global()));
                } catch (IllegalArgumentException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
            Library library = new Library(lookups);
            if (lookups.stream().noneMatch(it -> it.find("SSL_CTX_new").isPresent())) {
                throw new IOException("no libssl.so.3 among " + files);
            }
            return library;
        }

        private MemorySegment function(String name) {
            return lookups.stream()
                    .flatMap(lookup -> lookup.find(name).stream())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("OpenSSL has no " + name));
        }
    }

    /** For all that is done once. */
    public long call(String function, long... arguments) {
        long[] six = Arrays.copyOf(arguments, 6);
        return downcall.callLong(library.function(function), six[0], six[1], six[2], six[3], six[4], six[5]);
    }

    /** As {@link #call}, of a function that gives an {@code int}. */
    public int callInt(String function, long... arguments) {
        return (int) call(function, arguments);
    }

    /** Bytes of one record, or of the rest of one, after waiting for any; else {@link #error} tells. */
    public int read(long ssl, long address, int length) {
        return (int) downcall.callLongOften(read, ssl, address, length, 0, 0, 0);
    }

    /** All bytes, after waiting for room; else {@link #error} tells. */
    public int write(long ssl, long address, int length) {
        return (int) downcall.callLongOften(write, ssl, address, length, 0, 0, 0);
    }

    /** What a result that is not positive means: one of {@code ERROR_}, or another. */
    public int error(long ssl, int result) {
        return (int) downcall.callLong(error, ssl, result, 0, 0, 0, 0);
    }

    /** OpenSSL's words for this thread's last error; empty where it has none. Forgets all. */
    public String errorText() {
        long code = call("ERR_peek_last_error");
        if (code == 0) {
            return "";
        }
        NativeMemory text = new NativeMemory(TEXT_BYTES);
        call("ERR_error_string_n", code, text.address(), TEXT_BYTES);
        call("ERR_clear_error");
        byte[] bytes = text.copy(TEXT_BYTES);
        int end = 0;
        while (end < TEXT_BYTES && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, java.nio.charset.StandardCharsets.US_ASCII);
    }
}
