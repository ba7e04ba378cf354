package dev.modelservice.operator.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One way to write an object down, so that equal objects have equal digests on every machine. */
public final class Canonical {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Canonical() {}

    /** The object as the API server would receive it. */
    public static JsonNode tree(Object object) {
        return MAPPER.valueToTree(object);
    }

    /** An object from what the API server sent of it. */
    static <T> T read(Object tree, Class<T> type) {
        return MAPPER.convertValue(tree, type);
    }

    /** The first {@code digits} hexadecimal digits of the SHA-256 of an object's canonical JSON. */
    public static String digest(Object object, int digits) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(MAPPER.writeValueAsBytes(object));
            return HexFormat.of().formatHex(sha256).substring(0, digits);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
