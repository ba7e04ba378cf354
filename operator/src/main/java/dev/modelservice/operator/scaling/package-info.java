/**
 * How many replicas a revision should have for its load. Values and a time in, a number and its reason out: no Kubernetes, no clock, nothing
 * of the operator's other packages.
 */
@NullMarked
package dev.modelservice.operator.scaling;

import org.jspecify.annotations.NullMarked;
