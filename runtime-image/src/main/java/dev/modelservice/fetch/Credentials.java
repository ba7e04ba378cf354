package dev.modelservice.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What the first server is shown, and no other. Does not print itself. */
record Credentials(String authorization) {

    static Optional<Credentials> read(Optional<Path> folder) throws FetchException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(folder.get()));
        } catch (IOException e) {
            throw new FetchException(
                    Reason.ModelForbidden, "the credentials in %s cannot be read".formatted(folder.get()));
        }
    }

    private static Credentials read(Path folder) throws IOException, FetchException {
        Path token = folder.resolve("token");
        if (Files.isReadable(token)) {
            return new Credentials("Bearer " + content(token));
        }
        Path username = folder.resolve("username");
        Path password = folder.resolve("password");
        if (Files.isReadable(username) && Files.isReadable(password)) {
            String pair = content(username) + ":" + content(password);
            return new Credentials(
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        // An optional volume: a Secret that is missing leaves an empty folder.
        throw new FetchException(
                Reason.ReferenceMissing,
                "the Secret of model.secretRef is missing, or has neither the key token nor the keys username and password; make it so");
    }

    /** Without the line end that editors add. */
    private static String content(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
