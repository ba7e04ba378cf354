package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The identity of a file: {@code sha256:} and 64 hexadecimal digits. */
record Digest(String value) {

    private static final int BUFFER = 1 << 16;

    static Digest parse(String text) throws FetchException {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (!value.matches("sha256:[0-9a-f]{64}")) {
            throw new FetchException(
                    Reason.ModelCorrupt,
                    "the digest '%s' is none: expected sha256: and 64 hexadecimal digits".formatted(text));
        }
        return new Digest(value);
    }

    static Digest of(Path file) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
        return new Digest("sha256:" + HexFormat.of().formatHex(sha.digest()));
    }

    static Digest of(String text) {
        return new Digest("sha256:"
                + HexFormat.of().formatHex(sha256().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
