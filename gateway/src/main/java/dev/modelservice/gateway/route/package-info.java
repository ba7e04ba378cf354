/** Which ModelService and which revision of it a request is for. Values only: no network, no clock, nothing of Kubernetes. */
@NullMarked
package dev.modelservice.gateway.route;

import org.jspecify.annotations.NullMarked;
