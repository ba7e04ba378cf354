package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a download lies until it is whole: a hidden folder beside the model's files, so that it survives a restart of the
 * container and a move to its place is no copy.
 */
final class WorkFolder {

    static final String NAME = ".modelservice-fetch";

    private final Path folder;

    WorkFolder(Path directory) {
        this.folder = directory.resolve(NAME);
    }

    void create() throws IOException {
        Files.createDirectories(folder);
    }

    Path download() {
        return folder.resolve("download");
    }

    Path unpacked() {
        return folder.resolve("unpacked");
    }

    /** What is there of this source's file; of another source's, nothing. */
    Partial partial(Source source) throws IOException {
        Properties note = read(partialNote());
        if (!key(source).equals(note.getProperty("source")) || !Files.exists(download())) {
            return Partial.NOTHING;
        }
        return new Partial(Files.size(download()), Optional.ofNullable(note.getProperty("validator")));
    }

    /** Notes what the bytes that come now are from; to be called before the first of them is kept. */
    void startPartial(Source source, Optional<String> validator) throws IOException {
        Properties note = new Properties();
        note.setProperty("source", key(source));
        validator.ifPresent(mark -> note.setProperty("validator", mark));
        write(partialNote(), note);
    }

    void dropPartial() throws IOException {
        Files.deleteIfExists(download());
        Files.deleteIfExists(partialNote());
    }

    /** What was brought from this source before, all of it. */
    Optional<Fetched> complete(Source source) throws IOException {
        Properties note = read(completeNote());
        String digest = note.getProperty("digest");
        String bytes = note.getProperty("bytes");
        if (digest == null || bytes == null || !key(source).equals(note.getProperty("source"))) {
            return Optional.empty();
        }
        return Optional.of(new Fetched(new Digest(digest), Long.parseLong(bytes)));
    }

    void noteComplete(Source source, Fetched fetched) throws IOException {
        Properties note = new Properties();
        note.setProperty("source", key(source));
        note.setProperty("digest", fetched.digest().value());
        note.setProperty("bytes", Long.toString(fetched.bytes()));
        write(completeNote(), note);
    }

    void forgetComplete() throws IOException {
        Files.deleteIfExists(completeNote());
    }

    private Path partialNote() {
        return folder.resolve("partial.properties");
    }

    private Path completeNote() {
        return folder.resolve("complete.properties");
    }

    /** Not the address itself: its query may be a secret, and the runtime can read this folder. */
    private static String key(Source source) {
        return Digest.of(source.uri().toString()).value();
    }

    private static Properties read(Path file) throws IOException {
        Properties note = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                note.load(in);
            }
        }
        return note;
    }

    /** By a move, so that a note is there in full or not at all. */
    private static void write(Path file, Properties note) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (OutputStream out = Files.newOutputStream(next)) {
            note.store(out, null);
        }
        Files.move(
                next,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
