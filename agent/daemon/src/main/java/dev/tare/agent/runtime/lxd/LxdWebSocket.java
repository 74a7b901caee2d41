package dev.tare.agent.runtime.lxd;

import dev.tare.agent.runtime.daemon.DaemonHttp;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/**
 * One stream of a command in LXD, as a WebSocket (RFC 6455) on LXD's Unix socket: binary messages are its bytes, a text message is its
 * end.
 */
final class LxdWebSocket {

    private static final int HEAD_LIMIT_BYTES = 8192;
    private static final int MESSAGE_LIMIT_BYTES = 16 << 20;

    private final Channel channel;
    private final LxdMessages messages;

    private LxdWebSocket(Channel channel, LxdMessages messages) {
        this.channel = channel;
        this.messages = messages;
    }

    /**
     * Returns when LXD has agreed.
     *
     * @param loops one that is waiting for {@code sink} serves no other socket
     * @param path with the stream's secret
     * @param sink is written to in a thread of {@code loops}; while that waits, LXD has to
     */
    static LxdWebSocket open(EventLoopGroup loops, Path socket, String path, OutputStream sink) throws IOException {
        LxdMessages messages = new LxdMessages(sink);
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioDomainSocketChannel.class)
                .handler(pipeline(path, messages))
                .connect(UnixDomainSocketAddress.of(socket))
                .awaitUninterruptibly();
        if (!connecting.isSuccess()) {
            throw new IOException("cannot connect to " + socket, connecting.cause());
        }
        messages.awaitHandshake(DaemonHttp.PATIENCE);
        return new LxdWebSocket(connecting.channel(), messages);
    }

    private static ChannelInitializer<Channel> pipeline(String path, LxdMessages messages) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://lxd" + path))
                .maxFramePayloadLength(MESSAGE_LIMIT_BYTES)
                .handshakeTimeoutMillis(DaemonHttp.PATIENCE.toMillis())
                .build();
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel fresh) {
                fresh.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(HEAD_LIMIT_BYTES),
                                new WebSocketClientProtocolHandler(config),
                                messages);
            }
        };
    }

    /** Returns when it is written. */
    void send(byte[] bytes, int from, int count) throws IOException {
        written(channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes, from, count))));
    }

    /** Nothing comes any more; the other direction goes on. */
    void sendEnd() throws IOException {
        if (channel.isActive()) {
            written(channel.writeAndFlush(new TextWebSocketFrame("")));
        }
    }

    private static void written(ChannelFuture future) throws IOException {
        if (!future.awaitUninterruptibly().isSuccess()) {
            throw new IOException("the command's stream is closed", future.cause());
        }
    }

    /** Returns when all that LXD had to say was handed on, or the connection has ended. */
    void awaitEnd() {
        messages.awaitEnd();
    }
}
