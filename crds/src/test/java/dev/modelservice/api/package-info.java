/** Tests of the wire types, and the generator of their CustomResourceDefinition. */
@NullMarked
package dev.modelservice.api;

import org.jspecify.annotations.NullMarked;
