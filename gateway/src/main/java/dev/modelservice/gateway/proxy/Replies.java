package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.measure.Protocol;
import dev.modelservice.gateway.problem.Bodies;
import dev.modelservice.gateway.problem.Json;
import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.shared.GrpcMessage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the gateway answers by itself. */
final class Replies {

    private static final String JSON = "application/json";

    private Replies() {}

    static Future<Void> problem(HttpServerResponse response, Protocol protocol, Problem problem) {
        Kind kind = problem.kind();
        if (kind.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(kind.retryAfterSeconds()));
        }
        if (protocol == Protocol.GRPC) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/grpc");
            response.putHeader(Headers.GRPC_STATUS, String.valueOf(kind.grpcStatus()));
            response.putHeader(Headers.GRPC_MESSAGE, GrpcMessage.encode(problem.message()));
            return response.end();
        }
        response.setStatusCode(kind.status());
        if (kind == Kind.METHOD) {
            response.putHeader(HttpHeaders.ALLOW, "POST");
        }
        return json(response, protocol == Protocol.OPENAI ? Bodies.openAi(problem) : Bodies.plain(problem));
    }

    /** The end of a gRPC call that had begun to be answered. */
    static Future<Void> brokenCall(HttpServerResponse response, Problem problem) {
        response.putTrailer(Headers.GRPC_STATUS, String.valueOf(problem.kind().grpcStatus()));
        response.putTrailer(Headers.GRPC_MESSAGE, GrpcMessage.encode(problem.message()));
        return response.end();
    }

    static Future<Void> models(HttpServerResponse response, List<ModelRoute> models) {
        StringBuilder json = new StringBuilder("{\"object\":\"list\",\"data\":[");
        List<ModelRoute> byName = new ArrayList<>(models);
        byName.sort(Comparator.comparing(ModelRoute::name));
        for (ModelRoute model : byName) {
            if (json.charAt(json.length() - 1) == '}') {
                json.append(',');
            }
            append(json, model);
        }
        return json(response, json.append("]}").toString());
    }

    static Future<Void> model(HttpServerResponse response, ModelRoute model) {
        StringBuilder json = new StringBuilder();
        append(json, model);
        return json(response, json.toString());
    }

    private static void append(StringBuilder json, ModelRoute model) {
        json.append("{\"id\":");
        Json.text(json, model.name().toString());
        json.append(",\"object\":\"model\",\"created\":")
                .append(model.createdSeconds())
                .append(",\"owned_by\":");
        Json.text(json, model.name().namespace());
        json.append('}');
    }

    private static Future<Void> json(HttpServerResponse response, String body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        return response.end(Buffer.buffer(body));
    }
}
