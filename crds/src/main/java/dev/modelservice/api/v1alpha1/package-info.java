/** The wire types of group {@code modelservice.dev}, version {@code v1alpha1}, and nothing else. */
@NullMarked
package dev.modelservice.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
