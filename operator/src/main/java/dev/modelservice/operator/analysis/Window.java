package dev.modelservice.operator.analysis;

/**
 * What came since a moment.
 *
 * @param complete whether every gateway told its counts lately; otherwise nothing may be concluded from them
 * @param copies whether the candidate is judged by the copies that it was sent, because it answers nobody
 */
public record Window(Counts candidate, Counts stable, boolean complete, boolean copies) {

    public Window(Counts candidate, Counts stable, boolean complete) {
        this(candidate, stable, complete, false);
    }

    /** For a step that only mirrors: the candidate's errors and times are those of its copies. */
    public Window ofCopies() {
        return copies ? this : new Window(candidate.ofCopies(), stable, complete, true);
    }
}
