package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The steps from tokens to a vector, as a folder of sentence-transformers lists them; without such files, the mean of the tokens
 * at length 1.
 *
 * @param dense whether there is a step that we do not know, which a model may bring along in its own file
 */
record Modules(Pooling pooling, boolean normalise, boolean dense) {

    private static final String KEY = "pooling_mode_";
    private static final String USUAL_FOLDER = "1_Pooling";

    static Modules read(Path folder) throws InvalidModelException {
        JsonFile modules = JsonFile.read(folder.resolve("modules.json"));
        if (!(modules.value() instanceof List<?> steps)) {
            return new Modules(pooling(folder, USUAL_FOLDER), true, false);
        }
        String poolingFolder = USUAL_FOLDER;
        boolean normalise = false;
        boolean dense = false;
        for (Object step : steps) {
            String type = field(step, "type");
            switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "Transformer" -> {}
                case "Pooling" -> poolingFolder = field(step, "path");
                case "Normalize" -> normalise = true;
                default -> dense = true;
            }
        }
        if (!poolingFolder.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new InvalidModelException("%s: the path of its Pooling is '%s'; expected a folder beside it"
                    .formatted(modules.file(), poolingFolder));
        }
        return new Modules(pooling(folder, poolingFolder), normalise, dense);
    }

    private static String field(Object step, String name) {
        return step instanceof Map<?, ?> fields && fields.get(name) instanceof String text ? text : "";
    }

    private static Pooling pooling(Path folder, String poolingFolder) throws InvalidModelException {
        JsonFile config = JsonFile.read(folder.resolve(poolingFolder).resolve("config.json"));
        if (config.isEmpty()) {
            return Pooling.MEAN;
        }
        List<Pooling> wanted = new ArrayList<>();
        for (Pooling pooling : Pooling.values()) {
            if (config.isTrue(KEY + pooling.key())
                    || config.text("pooling_mode").filter(pooling::isCalled).isPresent()) {
                wanted.add(pooling);
            }
        }
        if (wanted.size() != 1) {
            throw new InvalidModelException("%s asks for %s; expected one of %s"
                    .formatted(config.file(), wanted.isEmpty() ? config.value() : wanted, List.of(Pooling.values())));
        }
        return wanted.getFirst();
    }
}
