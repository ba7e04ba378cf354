package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.lifecycle.Readiness;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.model.RepositoryEntry;
import dev.modelservice.runtime.model.ServerMetadata;
import dev.modelservice.runtime.request.TensorSpec;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.Statistics;
import dev.modelservice.runtime.serve.Statistics.Total;
import jakarta.inject.Singleton;

/** What V2 says about the server and its model without running it. */
@Singleton
public final class ServerMethods {

    private final Inference inference;
    private final Readiness readiness;
    private final ServerMetadata server;

    ServerMethods(Inference inference, Readiness readiness, ServerMetadata server) {
        this.inference = inference;
        this.readiness = readiness;
        this.server = server;
    }

    /** The name and version that requests about a model begin with. */
    private record Asked(String model, String version) {

        static Asked read(WireReader request) {
            String model = "";
            String version = "";
            while (request.next()) {
                switch (request.field()) {
                    case 1 -> model = request.text();
                    case 2 -> version = request.text();
                    default -> {}
                }
            }
            return new Asked(model, version);
        }
    }

    void live(WireReader request, WireWriter answer) {
        answer.flag(1, true);
    }

    void ready(WireReader request, WireWriter answer) {
        answer.flag(1, readiness.isReady());
    }

    void modelReady(WireReader request, WireWriter answer) {
        Asked asked = Asked.read(request);
        answer.flag(
                1,
                readiness.isReady() && asked.model.equals(inference.model()) && ModelMetadata.isVersion(asked.version));
    }

    void metadata(WireReader request, WireWriter answer) {
        answer.text(1, server.name());
        answer.text(2, server.version());
        server.extensions().forEach(extension -> answer.repeatedText(3, extension));
    }

    void modelMetadata(WireReader request, WireWriter answer) {
        Asked asked = Asked.read(request);
        ModelMetadata model = inference.metadata(asked.model);
        ModelMetadata.requireVersion(asked.model, asked.version);
        answer.text(1, model.name());
        answer.repeatedText(2, model.version());
        answer.text(3, model.platform());
        model.signature().inputs().forEach(spec -> answer.message(4, fields -> write(spec, fields)));
        model.signature().outputs().forEach(spec -> answer.message(5, fields -> write(spec, fields)));
    }

    private static void write(TensorSpec spec, WireWriter fields) {
        fields.text(1, spec.name());
        fields.text(2, spec.datatype().name());
        fields.packed(3, spec.shape().toArray());
    }

    void statistics(WireReader request, WireWriter answer) {
        Asked asked = Asked.read(request);
        String model = asked.model.isEmpty() ? inference.model() : asked.model;
        Statistics statistics = inference.statistics(model);
        ModelMetadata.requireVersion(model, asked.version);
        answer.message(1, fields -> write(model, statistics, fields));
    }

    private static void write(String model, Statistics statistics, WireWriter fields) {
        fields.text(1, model);
        fields.text(2, ModelMetadata.ONLY_VERSION);
        fields.number(3, statistics.lastInferenceMillis());
        fields.number(4, statistics.inferences());
        fields.number(5, statistics.executions());
        fields.message(6, totals -> {
            write(1, statistics.success(), totals);
            write(2, statistics.fail(), totals);
            write(3, statistics.queue(), totals);
            write(4, statistics.computeInput(), totals);
            write(5, statistics.computeInfer(), totals);
            write(6, statistics.computeOutput(), totals);
            write(7, Total.NONE, totals);
            write(8, Total.NONE, totals);
        });
        for (Statistics.Batch batch : statistics.batches()) {
            fields.message(7, totals -> {
                totals.number(1, batch.rows());
                write(2, batch.computeInput(), totals);
                write(3, batch.computeInfer(), totals);
                write(4, batch.computeOutput(), totals);
            });
        }
    }

    private static void write(int field, Total total, WireWriter totals) {
        totals.message(field, fields -> {
            fields.number(1, total.count());
            fields.number(2, total.nanos());
        });
    }

    void repositoryIndex(WireReader request, WireWriter answer) {
        boolean readyOnly = false;
        while (request.next()) {
            if (request.field() == 2) {
                readyOnly = request.flag();
            }
        }
        RepositoryEntry entry = inference.entry();
        if (!readyOnly || entry.isReady()) {
            answer.message(1, fields -> {
                fields.text(1, entry.name());
                fields.text(2, entry.version());
                fields.text(3, entry.state());
                fields.text(4, entry.reason());
            });
        }
    }
}
