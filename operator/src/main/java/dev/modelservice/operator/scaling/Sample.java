package dev.modelservice.operator.scaling;

/**
 * The load of a revision at a time; rates are over the time since the sample before.
 *
 * @param atWork requests that have a replica
 * @param waiting requests that have none yet
 * @param arrived requests that came, a second
 * @param finished requests that were answered, a second
 * @param worked seconds that the answered ones spent at replicas, a second
 * @param tokens tokens that answers brought, a second
 */
public record Sample(double atWork, double waiting, double arrived, double finished, double worked, double tokens) {

    /** Nobody asks for anything. */
    public static final Sample NOTHING = new Sample(0, 0, 0, 0, 0, 0);

    boolean isActive() {
        return atWork > 0 || waiting > 0 || arrived > 0;
    }
}
