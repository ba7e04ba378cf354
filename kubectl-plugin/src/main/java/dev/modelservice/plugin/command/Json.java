package dev.modelservice.plugin.command;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.plugin.view.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects behind a screen, without the book-keeping of server-side apply. */
final class Json {

    private Json() {}

    static Map<String, Object> list(List<ModelService> services) {
        services.forEach(Json::withoutBookKeeping);
        return of("apiVersion", "v1", "kind", "List", "items", services);
    }

    static Map<String, Object> snapshot(Snapshot snapshot) {
        var document = history(snapshot);
        snapshot.pods().forEach(Json::withoutBookKeeping);
        document.put("pods", snapshot.pods());
        return document;
    }

    static Map<String, Object> history(Snapshot snapshot) {
        withoutBookKeeping(snapshot.service());
        snapshot.history().forEach(Json::withoutBookKeeping);
        return of("modelService", snapshot.service(), "controllerRevisions", snapshot.history());
    }

    /** Keys and values in turns; a value that is null is left out. */
    static Map<String, Object> of(@Nullable Object... pairs) {
        var document = new LinkedHashMap<String, Object>();
        for (int index = 0; index < pairs.length; index += 2) {
            var value = pairs[index + 1];
            if (value != null) {
                document.put(String.valueOf(pairs[index]), value);
            }
        }
        return document;
    }

    private static void withoutBookKeeping(HasMetadata object) {
        object.getMetadata().setManagedFields(List.of());
    }
}
