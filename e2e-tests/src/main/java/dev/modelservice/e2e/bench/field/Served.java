package dev.modelservice.e2e.bench.field;

import dev.modelservice.e2e.bench.load.Endpoint;
import dev.modelservice.e2e.bench.load.Wire;
import dev.modelservice.e2e.bench.servers.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The model that all servers of a part serve, and the names of its tensors. */
public record Served(String model, Path folder, String input, String output, int threads) {

    /** Our runtime, in each of these protocols. */
    public Candidate ours(Map<String, String> settings, Wire... wires) {
        var ours = Ours.serving(model, folder);
        return candidate(ours.server(settings), wire -> wire == Wire.GRPC ? ours.grpc() : ours.http(), false, wires);
    }

    public Candidate candidate(Server server, Doors doors, boolean column, Wire... wires) {
        List<Endpoint> endpoints = Stream.of(wires)
                .map(wire -> new Endpoint(wire, doors.port(wire), model, input, output, column))
                .toList();
        return new Candidate(server, endpoints);
    }

    /** Which port takes which protocol. */
    public interface Doors {
        int port(Wire wire);
    }
}
