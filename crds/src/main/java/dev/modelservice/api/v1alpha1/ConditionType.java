package dev.modelservice.api.v1alpha1;

/** Every condition that a ModelService's status carries, in the order in which it is listed. */
public enum ConditionType {
    READY(
            "Ready",
            "The model is served: a pod of the stable revision has it loaded and has answered a first inference, and requests find"
                    + " their way to it. It stays True while a rollout runs or is rolled back."),
    RECONCILING(
            "Reconciling", "True while the operator or the cluster is still on the way to this generation (kstatus)."),
    STALLED("Stalled", "True when nothing will change until somebody acts; the message says who and what (kstatus)."),
    MODEL_LOADED("ModelLoaded", "At least one pod has this generation's model loaded."),
    SCHEDULED("Scheduled", "Every pod wanted for this generation has a node."),
    ENDPOINT_READY(
            "EndpointReady",
            "Requests find their way: a gateway's pod is ready, and where endpoint.gateway names a Gateway, it has accepted"
                    + " the routes."),
    ROLLOUT_HEALTHY(
            "RolloutHealthy",
            "False when a revision was refused, until another is wanted or tried again; Unknown while a rollout waits for somebody, or"
                    + " for data.");

    private final String value;
    private final String meaning;

    ConditionType(String value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** The condition's {@code type}, as written in status. */
    public String value() {
        return value;
    }

    /** One sentence for people; the documentation is made from it. */
    public String meaning() {
        return meaning;
    }
}
