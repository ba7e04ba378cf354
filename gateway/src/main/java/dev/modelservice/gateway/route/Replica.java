package dev.modelservice.gateway.route;

/**
 * A pod that serves, by its address.
 *
 * @param grpcPort where it takes gRPC; the same as {@code httpPort} for a runtime that takes both on one port
 */
public record Replica(String address, int httpPort, int grpcPort) implements Comparable<Replica> {

    @Override
    public int compareTo(Replica other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(httpPort, other.httpPort);
    }

    @Override
    public String toString() {
        return address + ":" + httpPort;
    }
}
