/** The part of KServe's {@code serving.kserve.io/v1alpha1} that we read; we never write it. */
@NullMarked
package dev.modelservice.api.kserve;

import org.jspecify.annotations.NullMarked;
