/** Builds container images as archives, byte for byte the same from the same files, without a container engine. */
@NullMarked
package dev.modelservice.images;

import org.jspecify.annotations.NullMarked;
