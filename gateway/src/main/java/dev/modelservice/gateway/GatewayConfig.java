package dev.modelservice.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every setting of the gateway; {@code max-connections} is {@code MODELSERVICE_GATEWAY_MAX_CONNECTIONS} in the environment. */
@ConfigMapping(prefix = "modelservice.gateway")
public interface GatewayConfig {

    /** This gateway's name in {@code /loads}: the pod's, from the environment variable POD_NAME. */
    @WithDefault("${POD_NAME:local}")
    String name();

    /** The address to listen at. */
    @WithDefault("0.0.0.0")
    String host();

    /** The port of HTTP/1.1 and HTTP/2 without TLS: REST, gRPC and streams; 0 for any that is free. */
    @WithDefault("8080")
    int port();

    /** The port of the same with TLS; only with a certificate directory. */
    @WithDefault("8443")
    int tlsPort();

    /** A folder with {@code tls.crt} and {@code tls.key}, as a Secret is mounted; read again when they change. Absent: no TLS. */
    Optional<Path> certificateDirectory();

    /** Seconds between two looks at the certificate; Kubernetes itself takes up to a minute to renew the mounted files. */
    @WithDefault("10")
    int certificateCheckSeconds();

    /** DNS domain below which models answer as {@code name.namespace.domain}. Absent: none beside the cluster's own. */
    Optional<String> domain();

    /** DNS domain of the cluster's Services. */
    @WithDefault("cluster.local")
    String clusterDomain();

    /** Namespaces whose ModelServices are served. Absent: all. */
    Optional<List<String>> watchNamespaces();

    /** Milliseconds in which changes of ModelServices and endpoints are gathered into one new table. */
    @WithDefault("20")
    int gatherMillis();

    /** Threads that move bytes. Absent: one per CPU of the container. */
    OptionalInt eventLoops();

    /** Open connections of clients; one more is closed at once. */
    @WithDefault("10000")
    int maxConnections();

    /** Requests at a time on one connection of HTTP/2. */
    @WithDefault("1024")
    int maxStreams();

    /** Bytes of a request's line and of all its headers, each; more is answered with 414 or 431. */
    @WithDefault("16384")
    int maxHeaderBytes();

    /** Seconds until a new connection's first request has its headers here; else the connection is closed. */
    @WithDefault("10")
    int headerSeconds();

    /** Seconds that a connection may be without a request; longer than load balancers keep theirs (often 60). */
    @WithDefault("75")
    int idleSeconds();

    /** Seconds in which a piece of a request's body has to come; else it is answered with 408. Not for gRPC's streams. */
    @WithDefault("10")
    int bodyIdleSeconds();

    /** Bytes that a request's body brings in each second, from its fifth second on; a slower one is answered with 408. */
    @WithDefault("1024")
    int minBodyBytesPerSecond();

    /** Seconds that a client may leave its answer unread; then its connection is closed. */
    @WithDefault("60")
    int clientStallSeconds();

    /**
     * Bytes of an OpenAI body that are read to find {@code model} (and {@code user}, where sessions need it). Clients mostly write
     * {@code model} first; some write it behind the messages.
     */
    @WithDefault("4194304")
    int lookAheadBytes();

    /** Bytes that all requests may have in memory so as to find their model. Absent: a quarter of the heap. */
    OptionalLong maxHeldBytes();

    /** Milliseconds in which a replica takes a connection; longer is as good as unreachable, and another one is asked. */
    @WithDefault("1000")
    int connectMillis();

    /** Replicas that are tried for a request that has reached none of them. */
    @WithDefault("6")
    int maxTries();

    /** Milliseconds for which a replica that could not be reached is left out. */
    @WithDefault("500")
    int avoidMillis();

    /**
     * Seconds after which an idle connection to a replica is closed: before the replica does it, because a request on a connection
     * that is just being closed is lost. Common Python servers close theirs after 5.
     */
    @WithDefault("4")
    int upstreamIdleSeconds();

    /** Milliseconds that a request waits where no replica is ready, such as while the only one is replaced. */
    @WithDefault("10000")
    int replicaWaitMillis();

    /** Seconds that accepted requests get to finish after SIGTERM; the pod's grace period must be longer. */
    @WithDefault("60")
    int drainSeconds();

    /** Milliseconds in which no request came or ended before a draining gateway stops: endpoints lead to it for a moment more. */
    @WithDefault("5000")
    int drainQuietMillis();

    /** Whether a line is written for every request. */
    @WithDefault("true")
    boolean accessLog();
}
