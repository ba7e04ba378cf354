/** Tests of the package of the same name, with lines as a gateway writes them and over real connections. */
@NullMarked
package dev.modelservice.operator.loads;

import org.jspecify.annotations.NullMarked;
