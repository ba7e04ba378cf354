package dev.modelservice.e2e.bench.pace;

import dev.modelservice.e2e.bench.load.Quantile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Readers of server-sent events whose data is the time at which they were sent, by the clock of this JVM. */
public final class EventReaders {
    public static final String PREFIX = "data: ";
    public static final String END = PREFIX + "[DONE]";
    private static final int PATIENCE_MILLIS = 20_000;

    private EventReaders() {}

    private record Arrival(long sent, long arrived) {}

    /** So many readers at the same time, each with so many streams one after the other. */
    public static GapSample read(int port, Question question, int readers, int streams) {
        var tasks = IntStream.range(0, readers)
                .<Callable<List<List<Arrival>>>>mapToObj(reader -> () -> {
                    var all = new ArrayList<List<Arrival>>();
                    for (int i = 0; i < streams; i++) {
                        all.add(stream(port, question.bytes()));
                    }
                    return all;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(readers)) {
            var all = new ArrayList<List<Arrival>>();
            for (var streamsOfOne : threads.invokeAll(tasks)) {
                all.addAll(streamsOfOne.get());
            }
            return sample(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A stream from port " + port + " broke off", e.getCause());
        }
    }

    private static List<Arrival> stream(int port, byte[] question) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(question);
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var arrivals = new ArrayList<Arrival>();
            String first = lines.readLine();
            if (first == null || !first.contains(" 200 ")) {
                throw new IOException("The answer begins with " + first);
            }
            for (String line = lines.readLine(); line != null && !line.equals(END); line = lines.readLine()) {
                if (line.startsWith(PREFIX)) {
                    arrivals.add(new Arrival(Long.parseLong(line.substring(PREFIX.length())), System.nanoTime()));
                }
            }
            return arrivals;
        }
    }

    private static GapSample sample(List<List<Arrival>> streams) {
        long[] gaps =
                streams.stream().flatMapToLong(EventReaders::gaps).sorted().toArray();
        long[] delays = streams.stream()
                .flatMap(List::stream)
                .mapToLong(arrival -> arrival.arrived - arrival.sent)
                .sorted()
                .toArray();
        return new GapSample(
                delays.length,
                Quantile.millis(gaps, 0.5),
                Quantile.millis(gaps, 0.99),
                Quantile.millis(delays, 0.5),
                Quantile.millis(delays, 0.99));
    }

    private static LongStream gaps(List<Arrival> stream) {
        return IntStream.range(1, stream.size()).mapToLong(i -> stream.get(i).arrived - stream.get(i - 1).arrived);
    }
}
