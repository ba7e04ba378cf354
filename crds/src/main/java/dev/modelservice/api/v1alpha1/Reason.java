package dev.modelservice.api.v1alpha1;

/** Every reason that a condition of a ModelService can have: the closed list that alerts and scripts may rely on. */
public enum Reason {
    SERVING("Serving", "The model answers.", "Nothing to do."),
    SCHEDULED("Scheduled", "Every pod has a node.", "Nothing to do."),
    SCALED_TO_ZERO("ScaledToZero", "spec.replicas is 0.", "Set spec.replicas, for example with kubectl scale."),
    STARTING("Starting", "Pods are being made, or the model is being fetched and loaded.", "Wait."),
    SCALING("Scaling", "The model answers, and pods are being added or removed.", "Wait."),
    MODEL_UNREACHABLE(
            "ModelUnreachable",
            "The model's address does not answer.",
            "See that the host in model.uri is right and reachable from the nodes; it is tried again by itself."),
    MODEL_NOT_FOUND("ModelNotFound", "There is no model at the address.", "Correct model.uri, or put the model there."),
    MODEL_FORBIDDEN(
            "ModelForbidden",
            "The model's address refuses the credentials, or wants some.",
            "Correct the Secret, and name it in model.secretRef."),
    MODEL_CORRUPT(
            "ModelCorrupt",
            "The fetched files do not match model.digest, or the archive is broken.",
            "Put the right files there, or correct model.digest."),
    MODEL_TOO_LARGE("ModelTooLarge", "The model is larger than model.sizeLimit.", "Raise model.sizeLimit."),
    MODEL_INVALID(
            "ModelInvalid", "The runtime cannot load the files.", "The message says which file and what was expected."),
    MODEL_CLAIM_MISSING(
            "ModelClaimMissing",
            "The PersistentVolumeClaim is missing or not bound.",
            "Make it, or correct model.uri."),
    REFERENCE_MISSING(
            "ReferenceMissing",
            "A Secret or ConfigMap that the spec names is missing.",
            "Make it, or correct its name."),
    RUNTIME_NOT_FOUND(
            "RuntimeNotFound",
            "The runtime that runtime.ref names does not exist, or none serves model.format.",
            "The message says what there is; make the runtime, or name another in runtime.ref."),
    RUNTIME_KIND_MISSING(
            "RuntimeKindMissing",
            "The cluster has no kind ServingRuntime or ClusterServingRuntime, or the operator may not read it.",
            "Install KServe's CRDs or the chart's (kserveRuntimes.installCRDs), or use runtime.image."),
    RUNTIME_DISABLED(
            "RuntimeDisabled",
            "The runtime that runtime.ref names is disabled.",
            "Name another in runtime.ref, or have it enabled."),
    RUNTIME_UNSUITABLE(
            "RuntimeUnsuitable",
            "The runtime that runtime.ref names does not serve this model's format or protocol, or no single model in a"
                    + " pod of its own.",
            "Name another in runtime.ref, or correct model.format or runtime.protocol; the message says what it serves."),
    RUNTIME_INVALID(
            "RuntimeInvalid",
            "The runtime is not written so that pods can be made of it.",
            "Correct the ServingRuntime or ClusterServingRuntime; the message says where."),
    IMAGE_PULL_FAILED(
            "ImagePullFailed",
            "The runtime's image cannot be pulled.",
            "Correct runtime.image, or name its credentials in template.spec.imagePullSecrets."),
    UNSCHEDULABLE(
            "Unschedulable",
            "No node can take a pod.",
            "The message has the scheduler's words; free or add what is missing, or ask for less."),
    OUT_OF_MEMORY(
            "OutOfMemory",
            "The runtime was stopped for using more memory than its limit.",
            "Raise resources.limits.memory."),
    CRASH_LOOPING("CrashLooping", "The runtime ends again and again.", "Read its log; the message names the pod."),
    NOT_BECOMING_READY(
            "NotBecomingReady",
            "The pods run, and do not become ready within the time they have.",
            "Read the pod's log; the message names the pod."),
    QUOTA_EXCEEDED(
            "QuotaExceeded",
            "A ResourceQuota or LimitRange refuses the pods.",
            "Raise the quota, or ask for less; the message names it."),
    PODS_REFUSED(
            "PodsRefused", "The cluster refuses to make or to start the pods.", "The message has the cluster's words."),
    ROUTED("Routed", "Requests find their way to the model's address, and from there to its pods.", "Nothing to do."),
    GATEWAY_UNAVAILABLE(
            "GatewayUnavailable",
            "No pod of the gateway is ready.",
            "Look at the gateway's Deployment in the operator's namespace; the message names its Service."),
    GATEWAY_DISABLED(
            "GatewayDisabled",
            "The spec names a Gateway, and the operator runs without the gateway that would stand behind it.",
            "Install the chart with gateway.enabled=true, or remove endpoint.gateway."),
    NO_GATEWAY_API(
            "NoGatewayApi",
            "The spec names a Gateway, and the cluster has no Gateway API, or the operator may not use it.",
            "Install the Gateway API's CRDs (v1), or remove endpoint.gateway."),
    HOSTNAME_TAKEN(
            "HostnameTaken",
            "Another ModelService, which is older, has the host name of endpoint.hostname.",
            "Write another endpoint.hostname, or remove it from the one that the message names."),
    ROUTE_PENDING(
            "RoutePending",
            "The Gateway has not said yet whether it accepts the route.",
            "Wait; if it stays so, see that the Gateway exists and that its controller runs."),
    ROUTE_NOT_ACCEPTED(
            "RouteNotAccepted",
            "The Gateway does not accept the route.",
            "The message has the Gateway's words; correct endpoint.gateway, or the Gateway's listeners."),
    ROLLOUT_COMPLETE("RolloutComplete", "The revision that the spec asks for serves all requests.", "Nothing to do."),
    ROLLOUT_PROGRESSING(
            "RolloutProgressing", "A new revision is taking over, step by step.", "Wait; or use an action."),
    ROLLOUT_PAUSED(
            "RolloutPaused",
            "A rollout waits at a step that says so, or because of the action pause.",
            "Use the action promote or resume, or abort."),
    ANALYSIS_INCONCLUSIVE(
            "AnalysisInconclusive",
            "There are too few requests, or no data, to judge the new revision by.",
            "Send it requests, or see why the source has no data; the message says which. Or use promote or abort."),
    ANALYSIS_FAILED(
            "AnalysisFailed",
            "The new revision failed its analysis, and was rolled back.",
            "The message says which check, its value and bound. Apply a better one, or use the action retry."),
    PROGRESS_DEADLINE_EXCEEDED(
            "ProgressDeadlineExceeded",
            "The new revision's pods were not ready in time, and it was rolled back.",
            "The message says what they waited for. Mend it and use the action retry, or apply another spec."),
    ROLLOUT_ABORTED(
            "RolloutAborted",
            "The new revision was rolled back by the action abort.",
            "Apply another spec, or use the action retry."),
    ROLLOUT_UNDONE(
            "RolloutUndone",
            "An earlier revision serves because of the action undo, and not the one that the spec asks for.",
            "Change the spec to what should serve, or use the action retry."),
    NAME_TAKEN(
            "NameTaken",
            "An object of the name that is needed exists and belongs to somebody else.",
            "Remove it, or give the ModelService another name."),
    APPLY_FAILED(
            "ApplyFailed",
            "The API server refused a write of the operator.",
            "The message has the API server's words.");

    private final String value;
    private final String meaning;
    private final String remedy;

    Reason(String value, String meaning, String remedy) {
        this.value = value;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The condition's {@code reason}, as written in status. */
    public String value() {
        return value;
    }

    /** What is the case, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to do next, in one sentence. */
    public String remedy() {
        return remedy;
    }
}
