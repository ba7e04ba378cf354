package dev.modelservice.runtime.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random orders of arrivals, steps, broken steps and departures, against a memory that is kept beside. */
class ScheduleHistoryTest {

    private static final int PLACES = 3;
    private static final int CONTEXT = 40;
    private static final int ROOM = 12;

    enum Kind {
        ARRIVES,
        LEAVES,
        STEP,
        STEP_IS_ABORTED
    }

    /** @param number which text arrives or leaves, or how much of a broken step was computed */
    record Event(Kind kind, int number) {}

    @Property(tries = 500)
    void everyHistoryKeepsThePromises(@ForAll("histories") List<Event> history) {
        World world = new World();
        for (Event event : history) {
            world.happens(event);
        }
        world.goesOnUntilAllHaveEnded();
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 35))
                .as(Event::new)
                .list()
                .ofMaxSize(60);
    }

    private static final class World {
        final Schedule schedule = new Schedule(PLACES);
        final List<List<Integer>> memory = new ArrayList<>();
        final List<Sequence> alive = new ArrayList<>();
        final Set<Sequence> gone = new HashSet<>();

        World() {
            for (int i = 0; i < PLACES; i++) {
                memory.add(new ArrayList<>());
            }
        }

        void happens(Event event) {
            switch (event.kind()) {
                case ARRIVES -> arrives(event.number());
                case LEAVES -> {
                    if (!alive.isEmpty()) {
                        leaves(alive.get(event.number() % alive.size()));
                    }
                }
                case STEP -> step(Integer.MAX_VALUE);
                case STEP_IS_ABORTED -> step(event.number() % 5);
            }
        }

        /** Prompts of equal numbers begin alike, so that memory is used again. */
        private void arrives(int number) {
            int[] prompt = new int[1 + number % (CONTEXT - 1)];
            for (int i = 0; i < prompt.length; i++) {
                prompt[i] = i < 10 ? number % 3 : number;
            }
            Sequence sequence = new Sequence(prompt);
            schedule.enqueue(sequence);
            alive.add(sequence);
        }

        private void leaves(Sequence sequence) {
            schedule.leave(sequence);
            alive.remove(sequence);
            gone.add(sequence);
        }

        /** @param computed tokens after which the step is broken off */
        private void step(int computed) {
            admit();
            List<Slice> slices = schedule.next(ROOM);
            assertThat(slices.stream().mapToInt(Slice::count).sum()).isLessThanOrEqualTo(ROOM);
            assertThat(slices.stream().map(Slice::sequence))
                    .as("everyone at work goes on in every step, and nobody who left")
                    .containsExactlyElementsOf(schedule.working())
                    .noneMatch(gone::contains);
            int left = computed;
            for (Slice slice : slices) {
                left -= compute(slice, left);
            }
            if (computed == Integer.MAX_VALUE) {
                schedule.computed(slices);
                slices.stream().filter(Slice::completes).forEach(this::goesOn);
            } else {
                slices.forEach(slice -> correct(slice.sequence()));
            }
        }

        private void admit() {
            List<Sequence> before = schedule.waiting();
            List<Sequence> admitted = schedule.admit();
            assertThat(admitted).as("in the order of arrival").isEqualTo(before.subList(0, admitted.size()));
            assertThat(schedule.waiting())
                    .as("no place stays empty while someone waits")
                    .satisfies(waiting -> assertThat(
                                    waiting.isEmpty() || schedule.working().size() == PLACES)
                            .isTrue());
            for (Sequence sequence : admitted) {
                List<Integer> known = memory.get(sequence.place());
                known.subList(sequence.computed(), known.size()).clear();
                remembersItsOwnTokensOnly(sequence);
            }
        }

        private int compute(Slice slice, int most) {
            List<Integer> known = memory.get(slice.sequence().place());
            assertThat(slice.from()).isEqualTo(known.size());
            int count = Math.min(slice.count(), most);
            for (int i = 0; i < count; i++) {
                known.add(slice.sequence().token(slice.from() + i));
            }
            assertThat(known).hasSizeLessThanOrEqualTo(CONTEXT);
            return count;
        }

        private void correct(Sequence sequence) {
            List<Integer> known = memory.get(sequence.place());
            sequence.correct(known.size());
            known.subList(sequence.computed(), known.size()).clear();
            remembersItsOwnTokensOnly(sequence);
        }

        private void goesOn(Slice slice) {
            Sequence sequence = slice.sequence();
            remembersItsOwnTokensOnly(sequence);
            if (sequence.promptTokens() + sequence.generatedTokens() == CONTEXT) {
                leaves(sequence);
            } else {
                sequence.append(1000 + sequence.generatedTokens());
            }
        }

        private void remembersItsOwnTokensOnly(Sequence sequence) {
            List<Integer> known = memory.get(sequence.place());
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < sequence.computed(); i++) {
                own.add(sequence.token(i));
            }
            assertThat(known).isEqualTo(own);
            assertThat(schedule.working().stream().map(Sequence::place)).doesNotHaveDuplicates();
        }

        void goesOnUntilAllHaveEnded() {
            int steps = CONTEXT * (alive.size() + 1);
            for (int i = 0; i < steps; i++) {
                step(Integer.MAX_VALUE);
            }
            assertThat(alive).as("nobody waits for ever").isEmpty();
        }
    }
}
