package dev.modelservice.e2e.bench.pace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** One client that asks again and again until it is given the answer that it waits for. */
public final class Asker {
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANSWER_BYTES = 65_536;

    private final int port;
    private final byte[] question;

    public Asker(int port, Question question) {
        this.port = port;
        this.question = question.bytes();
    }

    /** Milliseconds from before the change until the answer, with its head, is as wanted. */
    public double millisUntil(Predicate<String> wanted, Runnable change) {
        long start = System.nanoTime();
        change.run();
        while (!wanted.test(answer())) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("The answer did not change in " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** On a connection of its own, as a new client would. */
    private String answer() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(question);
            byte[] bytes = new byte[ANSWER_BYTES];
            int length = 0;
            // The answers here are small: the body comes with the head, or right behind it.
            while (!isWhole(bytes, length)) {
                int read = socket.getInputStream().read(bytes, length, bytes.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException("No answer from port " + port, e);
        }
    }

    private static boolean isWhole(byte[] bytes, int length) {
        return length > 0 && new AnswerReader().feed(ByteBuffer.wrap(bytes, 0, length));
    }
}
