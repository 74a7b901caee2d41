package dev.tare.agent.service;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CountDownLatch;

/** A network thread that can be made to do nothing: its connections stay open and say no more, as of a host that hangs. */
final class MuteLoop implements AutoCloseable {

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CountDownLatch over = new CountDownLatch(1);

    EventLoopGroup loop() {
        return loop;
    }

    void block() {
        loop.execute(() -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        over.countDown();
        var _ = loop.shutdownGracefully();
    }
}
