/** What is shown of a ModelService, as values made of the cluster's objects. Asks nothing, and reads no clock. */
@NullMarked
package dev.modelservice.plugin.view;

import org.jspecify.annotations.NullMarked;
