/** Tests of the operator's layers. */
@NullMarked
package dev.modelservice.operator;

import org.jspecify.annotations.NullMarked;
