package dev.modelservice.e2e.plugin;

/** What stands in the cluster, in YAML. */
final class Manuscripts {

    /** The rights that docs/plugin.md names. */
    static final String USER = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: user}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: stranger}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: plugin}
            rules:
            - {apiGroups: [modelservice.dev], resources: [modelservices], verbs: [get, list, watch, patch]}
            - {apiGroups: [""], resources: [pods], verbs: [get, list, watch]}
            - {apiGroups: [apps], resources: [controllerrevisions], verbs: [get, list, watch]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: plugin}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: plugin}
            subjects: [{kind: ServiceAccount, name: user}]
            """;

    static final String MODEL_SERVICE = """
            apiVersion: modelservice.dev/v1alpha1
            kind: ModelService
            metadata: {name: minilm}
            spec:
              model: {uri: "oci://modelservice.dev/models/minilm-int8:1.0"}
              rollout: {steps: [{weight: 10, holdSeconds: 60}, {weight: 50, pause: true}]}
            """;

    static final String AT_STEP_ONE = """
            status:
              observedGeneration: 1
              replicas: 2
              readyReplicas: 2
              stableRevision: minilm-0f3a9c1
              candidateRevision: minilm-9e41c6a
              rollout:
                phase: Progressing
                step: 1
                steps: 2
                setWeight: 10
                actualWeight: 10
                message: It holds for 42 s more.
                verdicts: [{metric: errorPercent, value: "0.1", bound: "<= 1", verdict: Pass}]
              revisions:
              - {name: minilm-0f3a9c1, weight: 90, modelUri: "oci://modelservice.dev/models/minilm:1.0"}
              - {name: minilm-9e41c6a, weight: 10, modelUri: "oci://modelservice.dev/models/minilm-int8:1.0"}
              conditions:
              - {type: Ready, status: "True", reason: Serving, message: It answers., lastTransitionTime: "2026-03-01T12:00:00Z"}
            """;

    static final String PAUSED =
            "status: {rollout: {phase: Paused, step: 2, setWeight: 50, actualWeight: 50, message: It waits for promote.}}";

    static final String COMPLETE = """
            status:
              stableRevision: minilm-9e41c6a
              candidateRevision: null
              rollout: {phase: Complete, step: 3, message: Revision minilm-9e41c6a serves.}
              revisions: [{name: minilm-9e41c6a, weight: 100}]
            """;

    static final String ROLLED_BACK = """
            status:
              candidateRevision: null
              rollout: {phase: RolledBack, refusedRevision: minilm-9e41c6a, reason: AnalysisFailed, message: It was wrong.}
              revisions: [{name: minilm-0f3a9c1, weight: 100}]
            """;

    static final String POD_READY = """
            status:
              phase: Running
              containerStatuses:
              - {name: runtime, ready: true, restartCount: 0, image: a, imageID: b, state: {running: {}}}
            """;

    private Manuscripts() {}

    static String revision(int number, String name, String model, String owner) {
        return """
                apiVersion: apps/v1
                kind: ControllerRevision
                revision: %d
                metadata:
                  name: %s
                  ownerReferences:
                  - {apiVersion: modelservice.dev/v1alpha1, kind: ModelService, name: minilm, uid: %s}
                data: {spec: {model: {uri: "%s"}}}
                """.formatted(number, name, owner, model);
    }

    static String pod(String revision) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %1$s-pod
                  labels: {app.kubernetes.io/instance: minilm, modelservice.dev/revision: %1$s}
                spec:
                  serviceAccountName: stranger
                  automountServiceAccountToken: false
                  containers: [{name: runtime, image: example.org/any}]
                """.formatted(revision);
    }
}
