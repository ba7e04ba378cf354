package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.cluster.AuditEvent;
import dev.modelservice.e2e.cluster.AuditLog;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.OperatorProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where a story plays: the shared control plane with the CRD, and one operator under the chart's role, which goes on
 * into the next story. A story that kills operators has them from {@link #alone()} or {@link #start}. At the end of a
 * class no operator may have been forbidden anything: the chart's role is enough.
 */
final class Stage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static @Nullable OperatorProcess goesOn;

    private final ControlPlane plane = ControlPlane.shared();
    private final List<ClusterUser> users = new ArrayList<>();
    private final List<OperatorProcess> ownOperators = new ArrayList<>();
    private AuditLog.Mark opening = new AuditLog.Mark(0);

    @Override
    public void beforeAll(ExtensionContext context) {
        Chart.installCrds(plane.admin());
        opening = plane.audit().mark();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        users.forEach(ClusterUser::close);
        users.clear();
        ownOperators.forEach(OperatorProcess::close);
        ownOperators.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(plane.audit().since(opening))
                .filteredOn(event -> event.user().startsWith("system:serviceaccount:" + Chart.NAMESPACE + ":"))
                .filteredOn(event -> !event.permitted())
                .extracting(AuditEvent::summary)
                .as("what the chart's role does not allow")
                .isEmpty();
    }

    ControlPlane plane() {
        return plane;
    }

    /** The operator that outlives the story. */
    OperatorProcess operator() {
        synchronized (Stage.class) {
            if (goesOn == null) {
                goesOn = OperatorProcess.start(plane, OperatorProcess.Options.alone());
            }
            return goesOn.awaitReady();
        }
    }

    /** Somebody in a new namespace, served by the operator that outlives the story. */
    ClusterUser user(String story) {
        return user(story, operator());
    }

    ClusterUser user(String story, OperatorProcess operator) {
        return newcomer(story).watching(operator);
    }

    /** Somebody in a new namespace, whoever serves it. */
    ClusterUser newcomer(String story) {
        var user = ClusterUser.of(plane, story);
        users.add(user);
        return user;
    }

    /** Ends the operator that outlives stories: from here on the story starts its own. */
    Stage alone() {
        synchronized (Stage.class) {
            if (goesOn != null) {
                goesOn.close();
                goesOn = null;
            }
            return this;
        }
    }

    /** An operator of this story's own; ended with it. */
    OperatorProcess start(OperatorProcess.Options options) {
        var operator = OperatorProcess.start(plane, options);
        ownOperators.add(operator);
        return operator;
    }

    AuditLog.Mark mark() {
        return plane.audit().mark();
    }

    /** What operators wrote into the user's namespace since the mark: objects, status and Kubernetes Events. */
    List<String> writesSince(AuditLog.Mark mark, ClusterUser user) {
        return plane.audit().since(mark).stream()
                .filter(event -> event.user().startsWith("system:serviceaccount:" + Chart.NAMESPACE + ":"))
                .filter(AuditEvent::isWrite)
                .filter(event -> Objects.equals(event.namespace(), user.namespace()))
                .map(AuditEvent::summary)
                .toList();
    }
}
