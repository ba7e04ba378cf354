package dev.modelservice.e2e.stories;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Question;
import dev.modelservice.e2e.actors.Tensors;
import dev.modelservice.e2e.gateway.Client;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;

/** The way from this JVM to the gateway in the Kind cluster: ports of its node. */
record Gateway(String node, int http, int grpc) {

    /** The values that open it. */
    static final String[] VALUES = {
        "gateway.service.type=NodePort", "gateway.service.nodePorts.http=30081", "gateway.service.nodePorts.grpc=30900",
    };

    static Gateway of(Kind kind) {
        return new Gateway(kind.cluster().nodeAddress(), 30081, 30900);
    }

    Client client(Vertx vertx) {
        return new Client(vertx, node, http, HttpVersion.HTTP_1_1);
    }

    ManagedChannel channel(String host) {
        return NettyChannelBuilder.forAddress(node, grpc)
                .overrideAuthority(host)
                .usePlaintext()
                .build();
    }

    /** What the dense network says of these numbers, asked over gRPC. */
    double infer(String host, JsonNode numbers) {
        var channel = channel(host);
        try {
            return new Tensors(channel).infer("dense", numbers);
        } finally {
            channel.shutdownNow();
        }
    }

    /** One row for the dense network of this user, by its host name. */
    Question ask(ClusterUser user, String model) {
        return Question.predict(node, http, model + "." + user.namespace(), rows());
    }

    /** What to post to the dense network. */
    static String rows() {
        return "{\"x_test\": [" + Recorded.read("dense/answers.json").inputs().get(0) + "]}";
    }
}
