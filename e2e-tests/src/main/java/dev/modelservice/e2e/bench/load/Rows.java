package dev.modelservice.e2e.bench.load;

import java.util.List;

/** What one request asks: rows of numbers, or texts. */
public sealed interface Rows {

    int size();

    /** Rows of numbers, all as long. */
    record Numbers(List<List<Float>> rows) implements Rows {
        public Numbers {
            rows = List.copyOf(rows);
        }

        @Override
        public int size() {
            return rows.size();
        }
    }

    /** Texts, each a row. */
    record Texts(List<String> rows) implements Rows {
        public Texts {
            rows = List.copyOf(rows);
        }

        @Override
        public int size() {
            return rows.size();
        }
    }
}
