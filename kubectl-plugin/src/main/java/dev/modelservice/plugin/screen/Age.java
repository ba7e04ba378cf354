package dev.modelservice.plugin.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How long ago something was, in the largest units that matter. */
final class Age {

    private Age() {}

    /** Of a time as the API server writes it; empty where that is none. */
    static String of(String time, Instant now) {
        try {
            return time.isEmpty() ? "" : words(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String words(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 8 * 3600) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        if (seconds < 48 * 3600) {
            return seconds / 3600 + "h";
        }
        return seconds / 86_400 + "d";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
