package dev.modelservice.runtime.engine.llama.gguf;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The files that are one model.
 *
 * @param names in the order of the parts; the first is the one to open
 */
public record GgufFiles(List<String> names) {

    private static final Pattern PART = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");
    private static final int MOST_PARTS = 1000;

    public GgufFiles {
        names = List.copyOf(names);
    }

    /** The one to open; llama.cpp finds the others by their names. */
    public String first() {
        return names.getFirst();
    }

    /** Whether a file of this name is GGUF. */
    public static boolean isGguf(String name) {
        return name.endsWith(".gguf");
    }

    /**
     * Finds the model among the names of a folder's files.
     *
     * @throws InvalidModelException if there is none, more than one, or a part is missing
     */
    public static GgufFiles among(List<String> folder) throws InvalidModelException {
        List<String> found = folder.stream().filter(GgufFiles::isGguf).sorted().toList();
        if (found.isEmpty()) {
            throw new InvalidModelException("the folder has no file whose name ends with .gguf");
        }
        GgufFiles model = with(found.getFirst());
        for (String part : model.names) {
            if (!found.contains(part)) {
                throw new InvalidModelException("%s is part of a model of %d files, of which %s is missing"
                        .formatted(found.getFirst(), model.names.size(), part));
            }
        }
        if (found.size() > model.names.size()) {
            throw new InvalidModelException(
                    "the folder has several models, and one is expected: " + String.join(", ", found));
        }
        return model;
    }

    /** All parts of the model that this file is, or is a part of. */
    static GgufFiles with(String name) throws InvalidModelException {
        Matcher part = PART.matcher(name);
        if (!part.matches()) {
            return new GgufFiles(List.of(name));
        }
        int parts = Integer.parseInt(part.group(3));
        if (parts < 1 || parts > MOST_PARTS) {
            throw new InvalidModelException("%s claims to be of a model of %d parts".formatted(name, parts));
        }
        return new GgufFiles(IntStream.rangeClosed(1, parts)
                .mapToObj(i -> "%s-%05d-of-%05d.gguf".formatted(part.group(1), i, parts))
                .toList());
    }
}
