package dev.modelservice.gateway.accesslog;

import java.time.Instant;

/** Writes times to the millisecond. What is the same for a whole second is made once in it. For one thread. */
final class Stamp {

    private long second = Long.MIN_VALUE;
    private String date = "";

    void append(StringBuilder to, Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            String whole = Instant.ofEpochSecond(second).toString();
            date = whole.substring(0, whole.length() - 1);
        }
        int millis = at.getNano() / 1_000_000;
        to.append(date)
                .append('.')
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10))
                .append('Z');
    }
}
