package dev.modelservice.e2e.bench;

import dev.modelservice.e2e.cluster.AuditEvent;
import dev.modelservice.e2e.cluster.AuditLog;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.OperatorProcess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the operator asked of the API server in a time, out of the audit log. Its lease and its watches do not count. */
record Requests(List<AuditEvent> own) {

    static Requests since(AuditLog.Mark mark, ControlPlane plane, OperatorProcess operator) {
        return new Requests(plane.audit().since(mark).stream()
                .filter(operator::made)
                .filter(event -> event.isWrite() || event.isRead())
                .toList());
    }

    /** Writes of objects; Kubernetes Events are counted apart. */
    long writes() {
        return count(event -> event.isWrite() && !event.isEvent());
    }

    long events() {
        return count(event -> event.isWrite() && event.isEvent());
    }

    long reads() {
        return count(AuditEvent::isRead);
    }

    long refused() {
        return count(event -> event.code() >= 400);
    }

    /** For example {@code create deployments: 300}. */
    Map<String, Long> byKind() {
        return own.stream()
                .collect(Collectors.groupingBy(
                        event -> event.verb() + " " + event.resource()
                                + (event.subresource().isEmpty() ? "" : "/" + event.subresource()),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private long count(Predicate<AuditEvent> which) {
        return own.stream().filter(which).count();
    }
}
