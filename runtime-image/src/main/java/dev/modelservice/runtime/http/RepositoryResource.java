package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.model.RepositoryEntry;
import dev.modelservice.runtime.model.ServerMetadata;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Supplier;

/** V2's extensions around a repository of models, of which there is one here: its index and its statistics. */
@Singleton
public final class RepositoryResource {

    /** A request for the index says one thing only. */
    private static final int MAX_BODY = 4096;

    private final Inference inference;
    private final Drain drain;

    RepositoryResource(Inference inference, Drain drain) {
        this.inference = inference;
        this.drain = drain;
    }

    void statistics(RoutingContext routing) {
        ModelPath path = ModelPath.of(routing);
        answer(routing, () -> StatisticsWriter.encode(path.requireName(), inference.statistics(path.requireName())));
    }

    void allStatistics(RoutingContext routing) {
        answer(routing, () -> StatisticsWriter.encode(inference.model(), inference.statistics(inference.model())));
    }

    void index(RoutingContext routing) {
        Buffer body = Buffer.buffer();
        routing.request().handler(chunk -> {
            if (body.length() <= MAX_BODY) {
                body.appendBuffer(chunk);
            }
        });
        routing.request().endHandler(_ -> answer(routing, () -> index(body.getBytes())));
    }

    private byte[] index(byte[] body) {
        boolean readyOnly = readyOnly(body);
        RepositoryEntry entry = inference.entry();
        boolean shown = entry.isReady() || !readyOnly;
        return Json.array(json -> {
            if (shown) {
                json.writeStartObject();
                json.writeStringField("name", entry.name());
                json.writeStringField("version", entry.version());
                json.writeStringField("state", entry.state());
                json.writeStringField("reason", entry.reason());
                json.writeEndObject();
            }
        });
    }

    /** Whether the request asks for ready models only; an empty one asks for all. */
    private static boolean readyOnly(byte[] body) {
        if (body.length > MAX_BODY) {
            throw RejectedException.malformed("expected at most " + MAX_BODY + " bytes, such as {\"ready\": true}");
        }
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            boolean ready = false;
            if (json.nextToken() == JsonToken.START_OBJECT) {
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    ready |= json.nextToken() == JsonToken.VALUE_TRUE && field.equals("ready");
                    json.skipChildren();
                }
            }
            return ready;
        } catch (JacksonException e) {
            throw HttpCodec.notJson(e);
        } catch (IOException e) {
            throw RejectedException.malformed("the request cannot be read: " + e.getMessage());
        }
    }

    /** Loading and unloading: there is no method for them. */
    void refuse(RoutingContext routing) {
        routing.response().putHeader("Allow", "");
        Responses.json(routing, 405, Problems.body(ServerMetadata.ONE_MODEL), drain.isDraining());
    }

    private void answer(RoutingContext routing, Supplier<byte[]> content) {
        try {
            Responses.json(routing, 200, content.get(), drain.isDraining());
        } catch (RejectedException e) {
            int status = Problems.status(e.rejection());
            Responses.json(routing, status, Problems.body(e.rejection().message()), drain.isDraining());
        }
    }
}
