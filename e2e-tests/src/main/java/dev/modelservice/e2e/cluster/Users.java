package dev.modelservice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The users that the API server knows by a static token. The parts of the cluster are administrators under names of
 * their own, so that the audit log tells them apart; the operator is none of them, it has a ServiceAccount.
 */
public enum Users {
    ADMIN,
    CONTROLLER_MANAGER,
    SCHEDULER,
    FAKE_NODES,
    /** Writes the floor of a benchmark: what a bare client needs for the same objects. */
    BARE_CLIENT;

    public String userName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String token() {
        return "token-of-" + userName();
    }

    static Path writeTokenFile(Path folder) {
        String lines = Arrays.stream(values())
                .map(user -> "%s,%s,%s,\"system:masters\"\n".formatted(user.token(), user.userName(), user.userName()))
                .collect(Collectors.joining());
        try {
            return Files.writeString(folder.resolve("tokens.csv"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the token file", e);
        }
    }
}
