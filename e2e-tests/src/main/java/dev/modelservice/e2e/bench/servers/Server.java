package dev.modelservice.e2e.bench.servers;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param name as the tables call it
 * @param ready answers 200 once the model answers
 */
public record Server(String name, List<String> command, Map<String, String> environment, URI ready) {}
