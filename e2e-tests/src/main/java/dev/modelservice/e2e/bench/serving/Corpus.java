package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.load.Rows;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts of chosen lengths, the same in every run. Each of these words is one token of MiniLM. */
final class Corpus {
    private static final String[] WORDS =
            ("the river house light water stone school market winter summer city road garden music paper window table "
                            + "bread people story number letter morning evening north south train bridge field doctor teacher")
                    .split(" ", -1);
    /** Beside its words a text has a token that begins and one that ends it. */
    private static final int AROUND = 2;

    private final Random random = new Random(7);

    /** Requests of so many texts, all with this many tokens. */
    List<Rows> fixed(int requests, int texts, int tokens) {
        return requests(requests, texts, () -> tokens);
    }

    /** Requests of so many texts, most of them short and a few long, as people write: 6 to 128 tokens. */
    List<Rows> mixed(int requests, int texts) {
        return requests(requests, texts, () -> {
            int kind = random.nextInt(10);
            return kind < 6 ? between(6, 20) : kind < 9 ? between(20, 60) : between(60, 128);
        });
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private List<Rows> requests(int requests, int texts, IntSupplier tokens) {
        return IntStream.range(0, requests)
                .<Rows>mapToObj(request -> new Rows.Texts(Stream.generate(() -> text(tokens.getAsInt()))
                        .limit(texts)
                        .toList()))
                .toList();
    }

    String text(int tokens) {
        return Stream.generate(() -> WORDS[random.nextInt(WORDS.length)])
                .limit(tokens - AROUND)
                .collect(Collectors.joining(" "));
    }
}
