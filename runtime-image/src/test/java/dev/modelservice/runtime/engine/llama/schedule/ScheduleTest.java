package dev.modelservice.runtime.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

    private final Schedule schedule = new Schedule(2);

    @Test
    void givesPlacesToThoseWhoWaitedLongest() {
        Sequence first = enqueued(1, 2);
        Sequence second = enqueued(3, 4);
        Sequence third = enqueued(5, 6);

        assertThat(schedule.admit()).containsExactly(first, second);
        assertThat(schedule.waiting()).containsExactly(third);
        schedule.leave(first);
        assertThat(schedule.admit()).containsExactly(third);
    }

    @Test
    void aPromptThatBeginsLikeTheLastOneGoesOnWhereItEnded() {
        Sequence first = enqueued(1, 2, 3, 4);
        schedule.admit();
        compute(100);
        schedule.leave(first);

        Sequence second = enqueued(1, 2, 3, 9, 9);
        schedule.admit();

        assertThat(second.place()).isEqualTo(first.place());
        assertThat(second.reusedTokens()).isEqualTo(3);
        assertThat(schedule.next(100)).containsExactly(new Slice(second, 3, 2));
    }

    @Test
    void theLastTokenOfAPromptIsAlwaysComputedSinceWhatFollowsItIsWanted() {
        Sequence first = enqueued(1, 2, 3);
        schedule.admit();
        compute(100);
        schedule.leave(first);

        Sequence again = enqueued(1, 2, 3);
        schedule.admit();

        assertThat(again.reusedTokens()).isEqualTo(2);
        assertThat(schedule.next(100)).containsExactly(new Slice(again, 2, 1));
    }

    @Test
    void onlyWhatWasComputedIsGoneOnWith() {
        Sequence first = enqueued(1, 2, 3, 4, 5, 6);
        schedule.admit();
        compute(2);
        schedule.leave(first);

        Sequence second = enqueued(1, 2, 3, 4, 5, 6);
        schedule.admit();

        assertThat(second.reusedTokens()).isEqualTo(2);
    }

    @Test
    void takesTheFreePlaceThatWasLeftLongestAgoWhenNoneIsOfUse() {
        Sequence first = enqueued(1, 1);
        Sequence second = enqueued(2, 2);
        schedule.admit();
        compute(100);
        schedule.leave(second);
        schedule.leave(first);

        Sequence third = enqueued(3, 3);
        schedule.admit();

        assertThat(third.place()).isEqualTo(second.place());
    }

    @Test
    void oneThatWaitsCanLeave() {
        Sequence first = enqueued(1);
        Sequence second = enqueued(2);
        Sequence third = enqueued(3);
        schedule.admit();

        schedule.leave(third);

        assertThat(schedule.waiting()).isEmpty();
        assertThat(schedule.working()).containsExactly(first, second);
    }

    @Test
    void aSliceCompletesItsSequenceWhenNothingIsPendingAfterIt() {
        Sequence prompt = enqueued(1, 2, 3);
        schedule.admit();

        assertThat(schedule.next(2)).extracting(Slice::completes).containsExactly(false);
        compute(2);
        assertThat(schedule.next(2)).extracting(Slice::completes).containsExactly(true);
        compute(2);
        prompt.append(7);
        assertThat(schedule.next(2)).containsExactly(new Slice(prompt, 3, 1));
    }

    private Sequence enqueued(int... prompt) {
        Sequence sequence = new Sequence(prompt);
        schedule.enqueue(sequence);
        return sequence;
    }

    private void compute(int room) {
        List<Slice> slices = schedule.next(room);
        schedule.computed(slices);
    }
}
