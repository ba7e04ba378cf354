package dev.modelservice.e2e.bench.load;

/**
 * Where one server takes questions of one kind, on this machine.
 *
 * @param input the name of the model's input
 * @param output the name of the model's output
 * @param column texts travel as [n,1] and not as [n]
 */
public record Endpoint(Wire wire, int port, String model, String input, String output, boolean column) {}
