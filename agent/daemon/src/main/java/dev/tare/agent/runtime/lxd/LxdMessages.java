package dev.tare.agent.runtime.lxd;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what comes on one WebSocket, until a text message or the connection's end. */
final class LxdMessages extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(LxdMessages.class);

    private final CompletableFuture<Boolean> agreed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final OutputStream sink;

    LxdMessages(OutputStream sink) {
        this.sink = sink;
    }

    void awaitHandshake(Duration patience) throws IOException {
        try {
            Boolean _ = agreed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("LXD does not open a command's stream: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while LXD was waited for");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    void awaitEnd() {
        Boolean _ = ended.join();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            agreed.complete(true);
        }
        super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws IOException {
        if (frame instanceof TextWebSocketFrame) {
            ended.complete(true);
        } else if (!ended.isDone()) {
            frame.content().readBytes(sink, frame.content().readableBytes());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        agreed.completeExceptionally(new IOException("the connection was closed"));
        ended.complete(false);
        super.channelInactive(context);
    }

    /** Of the connection, of the handshake, or of the sink, whose reader is gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a command's stream failed", cause);
        agreed.completeExceptionally(cause);
        ended.complete(false);
        ChannelFuture _ = context.close();
    }
}
