package dev.modelservice.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEventTest {

    @ParameterizedTest(name = "{0} {1} is a write: {2}, a read: {3}")
    @CsvSource({
        "create, deployments, true, false",
        "patch, modelservices, true, false",
        "deletecollection, pods, true, false",
        "get, secrets, false, true",
        "list, pods, false, true",
        "watch, pods, false, false",
        "update, leases, false, false",
        "get, leases, false, false",
        "create, selfsubjectaccessreviews, false, false",
        "get, '', false, false"
    })
    void leasesReviewsAndDiscoveryAreNoWork(String verb, String resource, boolean write, boolean read)
            throws JsonProcessingException {
        var event = event(verb, resource, "allow");

        assertThat(event.isWrite()).isEqualTo(write);
        assertThat(event.isRead()).isEqualTo(read);
    }

    @Test
    void whatTheRoleForbidsIsNotPermitted() throws JsonProcessingException {
        assertThat(event("create", "pods", "forbid").permitted()).isFalse();
        assertThat(event("create", "pods", "allow").permitted()).isTrue();
    }

    @Test
    void theTokenTellsProcessesApart() throws JsonProcessingException {
        assertThat(event("create", "pods", "allow").credential()).isEqualTo("JTI=one");
    }

    private static AuditEvent event(String verb, String resource, String decision) throws JsonProcessingException {
        return AuditEvent.of(new ObjectMapper().readTree("""
                        {"requestReceivedTimestamp": "2026-01-01T00:00:00.000000Z", "verb": "%s",
                         "user": {"username": "a", "extra": {"authentication.kubernetes.io/credential-id": ["JTI=one"]}},
                         "objectRef": {"resource": "%s", "namespace": "n", "name": "o"},
                         "responseStatus": {"code": 200},
                         "annotations": {"authorization.k8s.io/decision": "%s"}}
                        """.formatted(verb, resource, decision)));
    }
}
