package dev.modelservice.e2e.actors;

import java.util.List;

/** Users who ask again and again, and remember which revision answered when. */
public interface Answering {

    /**
     * A whole answer, and a good one.
     *
     * @param nanoTime when it was here
     * @param revision which revision gave it, as its header says
     */
    record Answer(long nanoTime, String revision) {}

    /** The good answers until now. */
    List<Answer> answers();

    /** Waits for so many good answers more. */
    Answering awaitAnswers(int more);
}
