/** Builds small images into temporary folders and reads the archives back. */
@NullMarked
package dev.modelservice.images;

import org.jspecify.annotations.NullMarked;
