package dev.modelservice.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Every setting of the operator. Environment variables have the same names in capitals, with '_' for other signs. */
@ConfigMapping(prefix = "modelservice.operator")
public interface OperatorConfig {

    /** Image of our inference runtime, which also holds the fetcher; the chart sets it to the operator's own version. */
    String runtimeImage();

    /** DNS domain of the cluster's Services, used in {@code status.url}. */
    @WithDefault("cluster.local")
    String clusterDomain();

    /** Whether to keep a NetworkPolicy for the model pods in each namespace. */
    @WithDefault("true")
    boolean networkPolicy();

    /** The gateway's Service, as NAMESPACE/SERVICE; without it a model's Service leads to the model's pods. */
    Optional<String> gatewayService();

    /** What the models' public host names end with: NAME.NAMESPACE.DOMAIN; without it they have none. */
    Optional<String> gatewayDomain();

    /** http or https: how clients outside of the cluster reach the gateway; used in {@code status.url}. */
    @WithDefault("http")
    String gatewayScheme();

    /** Whether to wait for the lease before reconciling; needed with more than one replica. */
    @WithDefault("false")
    boolean leaderElection();

    /** Name of the lease; two operators with the same one take turns. */
    @WithDefault("modelservice-operator")
    String leaseName();

    /** Namespace of the lease. */
    @WithDefault("default")
    String leaseNamespace();

    /** Who holds the lease: the pod's name. */
    @WithDefault("local")
    String identity();
}
