package dev.modelservice.operator.check;

import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import java.util.Optional;

/** One rule: what is wrong, if it is. */
@FunctionalInterface
interface Check {

    Optional<Finding> check(Observed observed, Fleet fleet);
}
