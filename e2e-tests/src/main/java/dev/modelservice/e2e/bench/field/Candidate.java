package dev.modelservice.e2e.bench.field;

import dev.modelservice.e2e.bench.load.Endpoint;
import dev.modelservice.e2e.bench.servers.Server;
import java.util.List;

/** A server that may take part, with the protocols that it is to be asked in. */
public record Candidate(Server server, List<Endpoint> endpoints) {}
