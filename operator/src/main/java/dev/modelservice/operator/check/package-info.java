/** Rules: each looks at the snapshot and says what is wrong, or nothing. No client, no clock. */
@NullMarked
package dev.modelservice.operator.check;

import org.jspecify.annotations.NullMarked;
