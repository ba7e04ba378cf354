package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.Rejection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionTest {

    @ParameterizedTest(name = "{0} at work, {1} free, queue of {2}: {3} are let in")
    @CsvSource({"0,1,0,1", "1,0,0,1", "1,1,0,2", "0,1,1,2", "2,0,3,5", "32,1,3,36", "0,0,0,0"})
    void asManyAsCanWorkAndWaitAreLetIn(int atWork, int free, int queue, int most) {
        Admission admission = new Admission(queue);
        for (int i = 0; i < most; i++) {
            assertThat(admission.enter(() -> atWork, () -> free)).isEmpty();
        }

        assertThat(admission.enter(() -> atWork, () -> free))
                .get()
                .isInstanceOfSatisfying(
                        Rejection.Overloaded.class,
                        refusal -> assertThat(refusal.message())
                                .isEqualTo(
                                        "%d requests are at work and %d wait, which is all that is allowed; try again later"
                                                .formatted(atWork, queue)));
        assertThat(admission.inside()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"0", "3"})
    void whoLeavesMakesRoomForOne(int queue) {
        Admission admission = new Admission(queue);
        for (int i = 0; i <= queue; i++) {
            assertThat(admission.enter(() -> 0, () -> 1)).isEmpty();
        }

        admission.leave();

        assertThat(admission.enter(() -> 0, () -> 1)).isEmpty();
        assertThat(admission.enter(() -> 0, () -> 1)).isPresent();
    }
}
