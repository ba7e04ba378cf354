/** What is counted of each ModelService and revision, and how it is told. Counting costs nanoseconds; telling is not on a request's way. */
@NullMarked
package dev.modelservice.gateway.measure;

import org.jspecify.annotations.NullMarked;
