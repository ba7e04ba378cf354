package dev.modelservice.e2e.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Readers of a server that streams text as OpenAI's completions do: greedy, one event for a piece of text. */
public final class StreamLoad {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "data:";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String model;

    /** At the port where the server is ready, or another that the path names in full. */
    public StreamLoad(URI server, String path, String model) {
        address = server.resolve(path);
        this.model = model;
    }

    /** The text with which the server goes on. */
    public String complete(String prompt, int tokens) {
        var read = read(prompt, tokens);
        return String.join("", read.pieces());
    }

    /** The prompts, dealt out to as many readers, who read at the same time. */
    public StreamSample ask(List<String> prompts, int readers, int tokens) {
        long start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = IntStream.range(0, readers)
                    .mapToObj(reader -> executor.submit(() -> IntStream.range(0, prompts.size())
                            .filter(number -> number % readers == reader)
                            .mapToObj(number -> read(prompts.get(number), tokens))
                            .toList()))
                    .toList();
            var all = new ArrayList<Read>();
            reading.forEach(reads -> all.addAll(get(reads)));
            return sample(all, (System.nanoTime() - start) / 1e9);
        }
    }

    /**
     * One stream, read to its end.
     *
     * @param tokens all that were wanted where the server says so; else as many as pieces came
     */
    private record Read(long asked, List<Long> arrivals, List<String> pieces, long tokens) {

        double firstMillis() {
            return (arrivals.getFirst() - asked) / 1e6;
        }

        LongStream gaps() {
            return IntStream.range(1, arrivals.size()).mapToLong(i -> arrivals.get(i) - arrivals.get(i - 1));
        }
    }

    private Read read(String prompt, int tokens) {
        try {
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofMinutes(2))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of(
                            "model", model, "prompt", prompt, "max_tokens", tokens, "temperature", 0, "stream", true))))
                    .build();
            long asked = System.nanoTime();
            var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%s answers %d: %s"
                        .formatted(
                                address, response.statusCode(), response.body().toList()));
            }
            return read(asked, response, tokens);
        } catch (IOException e) {
            throw new UncheckedIOException("No stream from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading " + address, e);
        }
    }

    private static Read read(long asked, HttpResponse<java.util.stream.Stream<String>> response, int tokens)
            throws IOException {
        var arrivals = new ArrayList<Long>();
        var pieces = new ArrayList<String>();
        boolean whole = false;
        for (var lines = response.body().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (!line.startsWith(PREFIX) || line.endsWith("[DONE]")) {
                continue;
            }
            JsonNode choice = JSON.readTree(line.substring(PREFIX.length()))
                    .path("choices")
                    .path(0);
            if (!choice.path("text").asText().isEmpty()) {
                arrivals.add(System.nanoTime());
                pieces.add(choice.path("text").asText());
            }
            whole |= choice.path("finish_reason").asText().equals("length");
        }
        if (arrivals.isEmpty()) {
            throw new IllegalStateException("A stream without text");
        }
        return new Read(asked, arrivals, pieces, whole ? tokens : pieces.size());
    }

    private static StreamSample sample(List<Read> reads, double seconds) {
        long tokens = reads.stream().mapToLong(Read::tokens).sum();
        double[] first = reads.stream().mapToDouble(Read::firstMillis).sorted().toArray();
        long[] gaps = reads.stream().flatMapToLong(Read::gaps).toArray();
        Arrays.sort(gaps);
        return new StreamSample(
                tokens,
                tokens / seconds,
                first[first.length / 2],
                gaps[gaps.length / 2] / 1e6,
                gaps[Math.min(gaps.length - 1, gaps.length * 99 / 100)] / 1e6);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
