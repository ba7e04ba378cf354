package dev.modelservice.operator.choice;

import dev.modelservice.api.v1alpha1.ModelService;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What KServe adds for servers that it knows, and what the runtimes that it ships rely on.
 *
 * @param labels values of placeholders that the ModelService's own labels do not give
 * @param environment variables for the container that serves
 */
record ServerDefaults(Map<String, String> labels, Map<String, String> environment) {

    private static final String SERVER_TYPE = "serving.kserve.io/server-type";

    /** Runtimes of KServe's releases before 0.16 have no annotation; their names stand for it. */
    private static final Map<String, String> BY_NAME =
            Map.of("kserve-mlserver", "mlserver", "kserve-torchserve", "torchserve");

    private static final Map<String, String> MODEL_CLASSES = Map.of(
            "sklearn", "mlserver_sklearn.SKLearnModel",
            "xgboost", "mlserver_xgboost.XGBoostModel",
            "lightgbm", "mlserver_lightgbm.LightGBMModel",
            "mlflow", "mlserver_mlflow.MLflowRuntime");

    static ServerDefaults of(Candidate candidate, Wish wish, Protocol protocol, ModelService service) {
        return switch (type(candidate)) {
            case "mlserver" ->
                new ServerDefaults(
                        modelClass(wish.format()),
                        Map.of(
                                "MLSERVER_MODEL_NAME",
                                service.getMetadata().getName(),
                                "MLSERVER_MODEL_URI",
                                "/mnt/models"));
            case "torchserve" ->
                new ServerDefaults(
                        Map.of("serviceEnvelope", protocol == Protocol.V1 ? "kserve" : "kservev2"),
                        Map.of("PROTOCOL_VERSION", protocol.value()));
            default -> new ServerDefaults(Map.of(), Map.of());
        };
    }

    private static String type(Candidate candidate) {
        var byName = BY_NAME.getOrDefault(candidate.id().name(), "");
        return candidate.annotations().getOrDefault(SERVER_TYPE, byName);
    }

    private static Map<String, String> modelClass(@Nullable String format) {
        var name = format == null ? null : MODEL_CLASSES.get(format);
        return name == null ? Map.of() : Map.of("modelClass", name);
    }
}
