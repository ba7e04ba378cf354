/** What stories say about objects, in the words of the domain. */
@NullMarked
package dev.modelservice.e2e.assertions;

import org.jspecify.annotations.NullMarked;
