package dev.modelservice.e2e.bench.load;

/** What came of reading streams to their end: how many tokens, how soon the first, how evenly the others. */
public record StreamSample(
        long tokens, double tokensPerSecond, double firstTokenP50Millis, double gapP50Millis, double gapP99Millis) {}
