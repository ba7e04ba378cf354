package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.serve.Statistics;
import dev.modelservice.runtime.serve.Statistics.Total;
import java.io.IOException;

/** Writes statistics as V2's extension has them. There is no cache here. */
final class StatisticsWriter {

    private StatisticsWriter() {}

    static byte[] encode(String model, Statistics statistics) {
        return Json.object(json -> {
            json.writeArrayFieldStart("model_stats");
            json.writeStartObject();
            json.writeStringField("name", model);
            json.writeStringField("version", ModelMetadata.ONLY_VERSION);
            json.writeNumberField("last_inference", statistics.lastInferenceMillis());
            json.writeNumberField("inference_count", statistics.inferences());
            json.writeNumberField("execution_count", statistics.executions());
            json.writeObjectFieldStart("inference_stats");
            write(json, "success", statistics.success());
            write(json, "fail", statistics.fail());
            write(json, "queue", statistics.queue());
            write(json, "compute_input", statistics.computeInput());
            write(json, "compute_infer", statistics.computeInfer());
            write(json, "compute_output", statistics.computeOutput());
            write(json, "cache_hit", Total.NONE);
            write(json, "cache_miss", Total.NONE);
            json.writeEndObject();
            json.writeObjectFieldStart("response_stats");
            json.writeEndObject();
            json.writeArrayFieldStart("batch_stats");
            for (Statistics.Batch batch : statistics.batches()) {
                write(json, batch);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("memory_usage");
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Statistics.Batch batch) throws IOException {
        json.writeStartObject();
        json.writeNumberField("batch_size", batch.rows());
        write(json, "compute_input", batch.computeInput());
        write(json, "compute_infer", batch.computeInfer());
        write(json, "compute_output", batch.computeOutput());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Total total) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", total.count());
        json.writeNumberField("ns", total.nanos());
        json.writeEndObject();
    }
}
