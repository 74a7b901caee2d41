package dev.tare.agent;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What a person reads when the agent cannot start: a sentence where the cause is outside, a trace where it is ours. */
final class StartFailure implements CommandLine.IExecutionExceptionHandler {

    static final int CANNOT_START = 3;
    static final int INTERNAL = 5;

    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                LOG.error("the agent cannot start: {}", cause.toString());
                return CANNOT_START;
            }
        }
        LOG.error("the agent cannot start", e);
        return INTERNAL;
    }
}
