/** Who acts in a story: users of the cluster, and a kubelet that a test plays by hand. */
@NullMarked
package dev.modelservice.e2e.actors;

import org.jspecify.annotations.NullMarked;
