package dev.modelservice.runtime.engine.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds all parts of other files that a model names: in the weights of its graph, in constants, and in the graphs and functions
 * within it.
 */
final class ExternalParts {

    private enum Kind {
        MODEL,
        TRAINING,
        GRAPH,
        FUNCTION,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR
    }

    /** A graph of a condition within a graph of a condition within … */
    private static final int DEEPEST = 100;

    private static final int NAME = 8;
    private static final int EXTERNAL_DATA = 13;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int MOST_DIGITS = 18;

    private final List<ExternalPart> found = new ArrayList<>();

    private ExternalParts() {}

    static List<ExternalPart> in(ProtoReader model) throws ProtoReader.MalformedException {
        ExternalParts parts = new ExternalParts();
        parts.walk(Kind.MODEL, model, 0);
        return parts.found;
    }

    /** What a field holds that may have weights in it, by the numbers in ONNX's own description of the format. */
    private static @Nullable Kind inside(Kind kind, int field) {
        return switch (kind) {
            case MODEL ->
                switch (field) {
                    case 7 -> Kind.GRAPH;
                    case 20 -> Kind.TRAINING;
                    case 25 -> Kind.FUNCTION;
                    default -> null;
                };
            case TRAINING -> field == 1 || field == 2 ? Kind.GRAPH : null;
            case GRAPH ->
                switch (field) {
                    case 1 -> Kind.NODE;
                    case 5 -> Kind.TENSOR;
                    case 15 -> Kind.SPARSE_TENSOR;
                    default -> null;
                };
            case FUNCTION ->
                switch (field) {
                    case 7 -> Kind.NODE;
                    case 11 -> Kind.ATTRIBUTE;
                    default -> null;
                };
            case NODE -> field == 5 ? Kind.ATTRIBUTE : null;
            case ATTRIBUTE ->
                switch (field) {
                    case 5, 10 -> Kind.TENSOR;
                    case 6, 11 -> Kind.GRAPH;
                    case 22, 23 -> Kind.SPARSE_TENSOR;
                    default -> null;
                };
            case SPARSE_TENSOR -> field == 1 || field == 2 ? Kind.TENSOR : null;
            case TENSOR -> null;
        };
    }

    private void walk(Kind kind, ProtoReader message, int depth) throws ProtoReader.MalformedException {
        if (depth > DEEPEST) {
            throw new ProtoReader.MalformedException("graphs are within graphs more than %d times".formatted(DEEPEST));
        }
        while (message.next()) {
            Kind inside = message.isLong() ? inside(kind, message.field()) : null;
            if (inside == Kind.TENSOR) {
                tensor(message.message());
            } else if (inside != null) {
                walk(inside, message.message(), depth + 1);
            }
        }
    }

    private void tensor(ProtoReader tensor) throws ProtoReader.MalformedException {
        String name = "";
        String location = "";
        long offset = 0;
        long length = 0;
        while (tensor.next()) {
            if (tensor.field() == NAME) {
                name = tensor.text();
            } else if (tensor.field() == EXTERNAL_DATA) {
                String[] entry = entry(tensor.message());
                switch (entry[0]) {
                    case "location" -> location = entry[1];
                    case "offset" -> offset = count(entry[1]);
                    case "length" -> length = count(entry[1]);
                    default -> {}
                }
            }
        }
        if (!location.isEmpty()) {
            found.add(new ExternalPart(name, location, offset + length));
        }
    }

    private static String[] entry(ProtoReader entry) throws ProtoReader.MalformedException {
        String[] pair = {"", ""};
        while (entry.next()) {
            if (entry.field() == KEY) {
                pair[0] = entry.text();
            } else if (entry.field() == VALUE) {
                pair[1] = entry.text();
            }
        }
        return pair;
    }

    private static long count(String text) throws ProtoReader.MalformedException {
        if (!text.matches("[0-9]+") || text.length() > MOST_DIGITS) {
            throw new ProtoReader.MalformedException("'" + text + "' is no number of bytes");
        }
        return Long.parseLong(text);
    }
}
