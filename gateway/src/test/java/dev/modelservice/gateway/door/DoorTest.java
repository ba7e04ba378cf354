package dev.modelservice.gateway.door;

import static dev.modelservice.gateway.route.RouteParts.revision;
import static dev.modelservice.gateway.route.RouteParts.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.gateway.measure.Measures;
import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Revision;
import dev.modelservice.gateway.route.RoutingTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two places at each replica, three may wait (RouteParts.LIMITS). */
final class DoorTest {

    private static final long SECOND = 1_000_000_000L;

    private final Measures measures = new Measures();
    private final Doors doors = new Doors(measures, Duration.ofSeconds(5), () -> 7);

    private Door door(Revision... revisions) {
        ModelRoute route = route("a", "m", revisions);
        doors.update(RoutingTable.of(List.of(route), List.of()));
        return Objects.requireNonNull(doors.of(route.name()));
    }

    @Test
    void whoFindsNoPlaceWaitsAndGetsTheOneThatIsGivenBack() {
        Revision one = revision("r", 100, 1);
        Door door = door(one);
        Place first = (Place) door.enter(one, false, new Guest(), 0);
        door.enter(one, false, new Guest(), 0);
        Guest waiting = new Guest();

        assertThat(door.enter(one, false, waiting, 0)).isInstanceOf(Waiting.class);
        door.leave(first);

        assertThat(waiting.places).hasSize(1);
        assertThat(doors.waiting()).isZero();
    }

    @Test
    void oneMoreThanMayWaitIsSentAway() {
        Revision one = revision("r", 100, 1);
        Door door = door(one);
        for (int i = 0; i < 5; i++) {
            door.enter(one, false, new Guest(), 0);
        }

        assertThat(door.enter(one, false, new Guest(), 0))
                .isInstanceOfSatisfying(Entry.Refused.class, refused -> assertThat(
                                refused.problem().kind())
                        .isEqualTo(Kind.QUEUE_FULL));
    }

    @Test
    void whoWaitsForTooLongIsSentAwayAndForAReplicaSooner() {
        Revision full = revision("r", 100, 1);
        Door door = door(full);
        door.enter(full, false, new Guest(), 0);
        door.enter(full, false, new Guest(), 0);
        Guest forAPlace = new Guest();
        door.enter(full, false, forAPlace, 0);
        doors.expire(29 * SECOND);
        assertThat(forAPlace.problems).isEmpty();
        doors.expire(30 * SECOND);
        assertThat(forAPlace.problems).extracting(Problem::kind).containsExactly(Kind.QUEUE_TIMEOUT);

        Revision empty = revision("r", 100, 0);
        Door cold = door(empty);
        Guest forAReplica = new Guest();
        cold.enter(empty, false, forAReplica, 0);
        doors.expire(5 * SECOND);
        assertThat(forAReplica.problems).extracting(Problem::kind).containsExactly(Kind.NOT_READY);
    }

    @Test
    void whoWaitsAtARevisionThatLosesItsReplicasGoesToAnother() {
        Revision losing = revision("r1", 50, 1);
        Door door = door(losing, revision("r2", 50, 0));
        door.enter(losing, false, new Guest(), 0);
        door.enter(losing, false, new Guest(), 0);
        Guest any = new Guest();
        Guest pinned = new Guest();
        door.enter(losing, false, any, 0);
        door.enter(losing, true, pinned, 0);

        door(revision("r1", 50, 0), revision("r2", 50, 1));

        assertThat(any.places).extracting(Place::revision).containsExactly("r2");
        assertThat(pinned.places).isEmpty();
        assertThat(pinned.problems).isEmpty();
    }

    @Test
    void whoComesForARevisionThatIsGoneByNowIsServedByAnother() {
        Revision old = revision("r1", 100, 1);
        door(old);
        Door door = door(revision("r2", 100, 1));

        assertThat(door.enter(old, false, new Guest(), 0))
                .isInstanceOfSatisfying(Place.class, place -> assertThat(place.revision()).isEqualTo("r2"));
        assertThat(door.enter(old, true, new Guest(), 0)).isInstanceOf(Entry.Refused.class);
    }

    @Test
    void whoWaitsIsToldThatTheModelIsDeleted() {
        Revision one = revision("r", 100, 0);
        Door door = door(one);
        Guest waiting = new Guest();
        door.enter(one, false, waiting, 0);

        doors.update(RoutingTable.EMPTY);

        assertThat(waiting.problems).extracting(Problem::kind).containsExactly(Kind.NOT_FOUND);
    }

    @Test
    void aCopyGetsOnlyAPlaceThatNobodyWants() {
        Revision one = revision("r", 100, 1);
        Door door = door(one);

        assertThat(door.spare(one, 0)).isNotNull();
        assertThat(door.spare(one, 0)).isNotNull();
        assertThat(door.spare(one, 0)).isNull();
    }

    @Test
    void underManyThreadsEveryPlaceIsUsedOnceAtATimeAndGivenBack() throws InterruptedException {
        Revision one = revision("r", 100, 2);
        Door door = door(one);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(8);
        for (int thread = 0; thread < 8; thread++) {
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 5000; i++) {
                    Visitor visitor = new Visitor() {
                        @Override
                        public void seated(Place place) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            served.incrementAndGet();
                            inside.decrementAndGet();
                            door.leave(place);
                        }

                        @Override
                        public void refused(Problem problem) {
                            refused.incrementAndGet();
                        }
                    };
                    switch (door.enter(one, false, visitor, 0)) {
                        case Place place -> visitor.seated(place);
                        case Waiting _ -> {}
                        case Entry.Refused(Problem problem) -> visitor.refused(problem);
                    }
                }
                ended.countDown();
            });
        }
        ended.await();

        assertThat(served.get() + refused.get()).isEqualTo(40_000);
        assertThat(most.get()).isBetween(1, 4);
        assertThat(doors.waiting()).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(door.spare(one, 0)).as("every place is free again").isNotNull();
        }
    }

    /** Remembers what it was told. */
    private static final class Guest implements Visitor {

        private final List<Place> places = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        @Override
        public void seated(Place place) {
            places.add(place);
        }

        @Override
        public void refused(Problem problem) {
            problems.add(problem);
        }
    }
}
