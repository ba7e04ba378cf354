package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.load.Rows;
import java.util.List;

/**
 * What is asked, and by how many at the same time.
 *
 * @param label as the tables call it
 * @param questions asked in turn, all of the same size
 */
record Work(String label, List<Rows> questions, int clients) {

    int rowsPerRequest() {
        return questions.getFirst().size();
    }
}
