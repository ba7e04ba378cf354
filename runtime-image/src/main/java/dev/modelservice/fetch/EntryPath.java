package dev.modelservice.fetch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where an archive's entry may be put. */
final class EntryPath {

    private EntryPath() {}

    /** The entry's path inside of the root; empty for the root itself. */
    static Path inside(String name) throws FetchException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw refused(name, "its name is no path");
        }
        if (path.isAbsolute()) {
            throw refused(name, "its path is absolute");
        }
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw refused(name, "its path leads out of the archive");
            }
        }
        Path inside = path.normalize();
        if (inside.startsWith(WorkFolder.NAME)) {
            throw refused(name, "that name is taken");
        }
        return inside;
    }

    static FetchException refused(String name, String why) {
        return new FetchException(
                Reason.ModelCorrupt,
                "the archive holds '%s', which is not unpacked: %s".formatted(shortened(name), why));
    }

    private static String shortened(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }
}
