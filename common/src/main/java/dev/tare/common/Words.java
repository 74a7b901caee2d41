package dev.tare.common;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, for a person: the message of a file system's exception is often the file's name and no more. */
public final class Words {

    private Words() {}

    public static String of(Throwable cause) {
        return switch (cause) {
            case NoSuchFileException e -> "there is no " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " is there already";
            case AccessDeniedException e -> "access to " + e.getFile() + " is denied";
            case FileSystemException e when e.getReason() == null -> e.getFile() + ": " + name(e);
            default -> cause.getMessage() == null ? name(cause) : cause.getMessage();
        };
    }

    private static String name(Throwable cause) {
        return cause.getClass().getSimpleName();
    }
}
