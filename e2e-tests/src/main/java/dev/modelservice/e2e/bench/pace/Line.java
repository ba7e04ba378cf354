package dev.modelservice.e2e.bench.pace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection, with at most one question that waits for its answer. */
final class Line implements AutoCloseable {
    private final SocketChannel channel;
    private final AnswerReader reader = new AnswerReader();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(65_536);
    private long due;

    private Line(SocketChannel channel) {
        this.channel = channel;
    }

    static Line open(int port, Selector selector) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var line = new Line(channel);
        channel.register(selector, SelectionKey.OP_READ, line);
        return line;
    }

    /** @param time when the question should have been asked */
    void ask(byte[] question, long time) throws IOException {
        due = time;
        var out = ByteBuffer.wrap(question);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** When the question should have been asked that is answered now. */
    long due() {
        return due;
    }

    /** Reads what is there; true where that ends an answer. */
    boolean read() throws IOException {
        bytes.clear();
        if (channel.read(bytes) < 0) {
            throw new IOException("The server closed a connection");
        }
        bytes.flip();
        boolean ended = reader.feed(bytes);
        if (ended && reader.status() != 200) {
            throw new IOException("An answer with status " + reader.status());
        }
        return ended;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
