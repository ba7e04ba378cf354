/** Makers: each builds one object from values and touches nothing else. No client, no clock. */
@NullMarked
package dev.modelservice.operator.resources;

import org.jspecify.annotations.NullMarked;
