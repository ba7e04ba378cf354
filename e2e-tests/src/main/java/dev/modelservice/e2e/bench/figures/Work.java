package dev.modelservice.e2e.bench.figures;

import dev.modelservice.e2e.bench.load.Rows;
import java.util.List;

/**
 * What is asked, and by how many at the same time.
 *
 * @param label as the tables call it
 * @param questions asked in turn, all of the same size
 */
public record Work(String label, List<Rows> questions, int clients) {

    public int rowsPerRequest() {
        return questions.getFirst().size();
    }
}
