/** What more than one of the programs needs, and no library has; it may import nothing but the JDK. */
@NullMarked
package dev.modelservice.shared;

import org.jspecify.annotations.NullMarked;
