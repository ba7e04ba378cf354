package dev.modelservice.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * One request as the API server saw it. {@code credential} tells two processes under one ServiceAccount apart: each has
 * its own token. {@code permitted} is what its role says; admission may refuse with the same code. Absent texts are
 * empty.
 */
public record AuditEvent(
        Instant at,
        String user,
        String credential,
        String userAgent,
        String verb,
        String group,
        String resource,
        String subresource,
        String namespace,
        String name,
        int code,
        boolean permitted) {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    /** What a leader election costs goes on for ever and is counted apart. */
    private static final String LEASE = "leases";
    /** Questions in the form of objects; nothing is stored. */
    private static final Set<String> REVIEWS =
            Set.of("tokenreviews", "subjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews");

    static AuditEvent of(JsonNode event) {
        JsonNode object = event.path("objectRef");
        return new AuditEvent(
                Instant.parse(event.path("requestReceivedTimestamp").asText()),
                event.path("user").path("username").asText(),
                event.path("user")
                        .path("extra")
                        .path("authentication.kubernetes.io/credential-id")
                        .path(0)
                        .asText(),
                event.path("userAgent").asText(),
                event.path("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText(),
                object.path("subresource").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.path("responseStatus").path("code").asInt(),
                !event.path("annotations")
                        .path("authorization.k8s.io/decision")
                        .asText()
                        .equals("forbid"));
    }

    public boolean isWrite() {
        return WRITES.contains(verb) && !LEASE.equals(resource) && !REVIEWS.contains(resource);
    }

    /** A read of objects: discovery and health checks name no resource. */
    public boolean isRead() {
        return (verb.equals("get") || verb.equals("list")) && !resource.isEmpty() && !LEASE.equals(resource);
    }

    public boolean isEvent() {
        return resource.equals("events");
    }

    /** Verb and object, for a message. */
    public String summary() {
        return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource) + " " + namespace + "/" + name
                + " " + code;
    }
}
