package dev.modelservice.operator.rollout;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a rollout now.
 *
 * @param rollout where it is from now on
 * @param replicas how many pods each revision should have; one that is not here has none
 * @param kept revisions that have lost their place, and whose pods stay as they are for a while
 * @param golden for what the golden set is wanted now, if it is
 * @param handled what came of an action, where there was one
 * @param wakeAt when to look again without being told
 */
public record Decision(
        Rollout rollout,
        Map<String, Integer> replicas,
        Set<String> kept,
        @Nullable GoldenRun golden,
        Optional<Handled> handled,
        @Nullable Instant wakeAt) {}
