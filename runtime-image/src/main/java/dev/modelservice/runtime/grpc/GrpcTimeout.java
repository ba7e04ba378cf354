package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.request.RejectedException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The header {@code grpc-timeout}: up to eight digits and a unit. */
final class GrpcTimeout {

    private static final int MAX_DIGITS = 8;

    private GrpcTimeout() {}

    static @Nullable Duration parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int digits = header.length() - 1;
        if (digits < 1 || digits > MAX_DIGITS) {
            throw malformed(header);
        }
        long amount = 0;
        for (int i = 0; i < digits; i++) {
            int digit = header.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw malformed(header);
            }
            amount = amount * 10 + digit;
        }
        return Duration.of(
                amount,
                switch (header.charAt(digits)) {
                    case 'H' -> ChronoUnit.HOURS;
                    case 'M' -> ChronoUnit.MINUTES;
                    case 'S' -> ChronoUnit.SECONDS;
                    case 'm' -> ChronoUnit.MILLIS;
                    case 'u' -> ChronoUnit.MICROS;
                    case 'n' -> ChronoUnit.NANOS;
                    default -> throw malformed(header);
                });
    }

    private static RejectedException malformed(String header) {
        return RejectedException.malformed(
                "grpc-timeout: expected up to %d digits and one of H, M, S, m, u and n, got '%s'"
                        .formatted(MAX_DIGITS, header));
    }
}
