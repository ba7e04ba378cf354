package dev.modelservice.operator.apply;

import dev.modelservice.operator.check.Finding;

/** The API server refused a write; the finding says it to the user, and the write is tried again later. */
public final class ApplyFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Finding finding;

    ApplyFailure(Finding finding, Throwable cause) {
        super(finding.message(), cause);
        this.finding = finding;
    }

    /** What to tell the user. */
    public Finding finding() {
        return finding;
    }
}
