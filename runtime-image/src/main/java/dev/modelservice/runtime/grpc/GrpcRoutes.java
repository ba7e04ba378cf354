package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.model.ServerMetadata;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Every method of the gRPC port. */
@Singleton
public final class GrpcRoutes {

    /** The service of V2. */
    static final String INFERENCE = "inference.GRPCInferenceService";

    private final Map<String, Method> methods = new HashMap<>();

    GrpcRoutes(InferenceService inference, ServerMethods server, HealthMethods health) {
        inference("ModelInfer", inference::infer);
        inference("ModelStreamInfer", inference::inferStream);
        inference("ServerLive", Unary.of(server::live));
        inference("ServerReady", Unary.of(server::ready));
        inference("ModelReady", Unary.of(server::modelReady));
        inference("ServerMetadata", Unary.of(server::metadata));
        inference("ModelMetadata", Unary.of(server::modelMetadata));
        inference("ModelStatistics", Unary.of(server::statistics));
        inference("RepositoryIndex", Unary.of(server::repositoryIndex));
        inference("RepositoryModelLoad", GrpcRoutes::oneModel);
        inference("RepositoryModelUnload", GrpcRoutes::oneModel);
        methods.put("/grpc.health.v1.Health/Check", Unary.of(health::check));
        methods.put("/grpc.health.v1.Health/Watch", health::watch);
        for (String version : new String[] {"v1", "v1alpha"}) {
            methods.put(
                    "/grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo",
                    call -> ReflectionStream.open(call, Descriptors.read()));
        }
    }

    private void inference(String name, Method method) {
        methods.put("/" + INFERENCE + "/" + name, method);
    }

    private static void oneModel(Call call) {
        call.end(GrpcStatus.UNIMPLEMENTED, ServerMetadata.ONE_MODEL);
    }

    /** The method of this path; one that says so if there is none. */
    Method find(String path) {
        return methods.getOrDefault(
                path, call -> call.end(GrpcStatus.UNIMPLEMENTED, "this server does not have the method " + path));
    }
}
