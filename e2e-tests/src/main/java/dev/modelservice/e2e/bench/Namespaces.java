package dev.modelservice.e2e.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The namespaces of one phase, and writing into them as fast as the API server takes it. */
record Namespaces(KubernetesClient client, String phase, int size) {
    private static final String LABEL = "modelservice.dev/bench";
    private static final int AT_ONCE = 16;

    void create() {
        names().forEach(name -> client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(LABEL, phase)
                        .endMetadata()
                        .build())
                .create());
    }

    /** Returns when everything in them is gone. */
    void delete() {
        client.namespaces().withLabel(LABEL, phase).delete();
        Awaitility.await("the namespaces of " + phase + " to be gone")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client.namespaces()
                        .withLabel(LABEL, phase)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    List<String> names() {
        return IntStream.range(0, size)
                .mapToObj(number -> "%s-%02d".formatted(phase, number))
                .toList();
    }

    /** The namespace of the object with this number. */
    String of(int number) {
        return names().get(number % size);
    }

    static void post(KubernetesClient client, Stream<GenericKubernetesResource> objects) {
        atOnce(objects, object -> client.resource(object).create());
    }

    private static <T> void atOnce(Stream<T> things, Consumer<T> action) {
        var permits = new Semaphore(AT_ONCE);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = things.map(thing -> executor.submit(() -> {
                        permits.acquireUninterruptibly();
                        try {
                            action.accept(thing);
                        } finally {
                            permits.release();
                        }
                    }))
                    .toList();
            for (var task : tasks) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A write failed", e.getCause());
        }
    }
}
