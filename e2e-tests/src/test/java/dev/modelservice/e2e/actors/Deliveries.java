package dev.modelservice.e2e.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Sees every status of a user's ModelServices: at each version of the object the shares have to be right. */
public final class Deliveries implements AutoCloseable {

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> shares = new ConcurrentLinkedQueue<>();
    private final Watch watch;

    public Deliveries(ClusterUser user) {
        watch = user.client()
                .resources(ModelService.class)
                .inNamespace(user.namespace())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, ModelService service) {
                        if (service.getStatus() != null
                                && !service.getStatus().revisions().isEmpty()) {
                            see(service, service.getStatus());
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        wrong.add("the watch ended: " + cause);
                    }
                });
    }

    private void see(ModelService service, ModelServiceStatus status) {
        var name =
                service.getMetadata().getName() + " at " + service.getMetadata().getResourceVersion() + ": ";
        var line = status.revisions().stream()
                .map(revision -> revision.weight().toString())
                .collect(Collectors.joining("/"));
        shares.add(line);
        if (status.revisions().stream().mapToInt(RevisionStatus::weight).sum() != 100) {
            wrong.add(name + "the shares are " + line);
        }
        if (status.revisions().stream()
                .anyMatch(revision -> revision.weight() < 0
                        || (revision.name().equals(status.candidateRevision())
                                && revision.weight() > 0
                                && Objects.equals(revision.readyReplicas(), 0)))) {
            wrong.add(name + "a share for what is not ready: " + line);
        }
    }

    /** The shares that were seen, stable first, each change once. */
    public List<String> shares() {
        var changes = new ArrayList<String>();
        for (var line : shares) {
            if (changes.isEmpty() || !changes.getLast().equals(line)) {
                changes.add(line);
            }
        }
        return changes;
    }

    public void wereRight() {
        assertThat(wrong).isEmpty();
    }

    @Override
    public void close() {
        watch.close();
    }
}
