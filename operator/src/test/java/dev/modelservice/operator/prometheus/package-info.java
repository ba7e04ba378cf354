/** Tests of the package of the same name, with answers as Prometheus gives them and over real connections. */
@NullMarked
package dev.modelservice.operator.prometheus;

import org.jspecify.annotations.NullMarked;
