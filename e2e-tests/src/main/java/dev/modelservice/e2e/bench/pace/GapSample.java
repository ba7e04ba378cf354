package dev.modelservice.e2e.bench.pace;

/**
 * How evenly events came.
 *
 * @param gapP50Millis between two events of a stream, as its reader saw them
 * @param delayP50Millis from an event's sending to its arrival
 */
public record GapSample(
        int events, double gapP50Millis, double gapP99Millis, double delayP50Millis, double delayP99Millis) {}
