/**
 * A real control plane without a kubelet: etcd, API server, controllers, scheduler, and fake nodes, as child processes
 * of this JVM. It imports nothing of the operator: the operator is a process here too, under the role that the chart
 * gives it.
 */
@NullMarked
package dev.modelservice.e2e.cluster;

import org.jspecify.annotations.NullMarked;
