package dev.modelservice.operator.reconcile;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.apply.Applier;
import dev.modelservice.operator.apply.ApplyFailure;
import dev.modelservice.operator.apply.Reporter;
import dev.modelservice.operator.metrics.OperatorMetrics;
import dev.modelservice.operator.observe.Observer;
import dev.modelservice.operator.plan.Plan;
import dev.modelservice.operator.plan.Planner;
import dev.modelservice.operator.resources.Names;
import dev.modelservice.operator.resources.Settings;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The whole of one reconciliation: observe, plan, apply, report. Every run does all of it, whatever woke it. */
@ControllerConfiguration(
        name = "modelservice",
        fieldManager = Names.FIELD_MANAGER,
        // An action is an annotation, and changes no generation.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Wishes.class))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class ModelServiceReconciler implements Reconciler<ModelService> {

    /** The caches have heard of what somebody else has written by then. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Observer observer;
    private final Planner planner;
    private final Applier applier;
    private final Reporter reporter;
    private final OperatorMetrics metrics;
    private final Clock clock;
    private final Settings settings;
    private final List<OptionalSources> optional;

    public ModelServiceReconciler(
            Observer observer,
            Planner planner,
            Applier applier,
            Reporter reporter,
            OperatorMetrics metrics,
            Settings settings,
            Clock clock) {
        this.observer = observer;
        this.planner = planner;
        this.applier = applier;
        this.reporter = reporter;
        this.metrics = metrics;
        this.clock = clock;
        this.settings = settings;
        this.optional = List.of(RuntimeSources.of(clock), RouteSources.of(clock));
    }

    @Override
    public List<EventSource<?, ModelService>> prepareEventSources(EventSourceContext<ModelService> context) {
        return Stream.concat(
                        EventSources.of(context, settings.gateway()).stream(),
                        optional.stream().flatMap(sources -> sources.atStart(context).stream()))
                .toList();
    }

    @Override
    public UpdateControl<ModelService> reconcile(ModelService service, Context<ModelService> context) {
        var sample = metrics.started();
        optional.forEach(sources -> sources.completeFor(service, context));
        var observed = observer.observe(service, context);
        var now = clock.instant();
        var plan = planner.plan(observed, now);
        applier.apply(plan, context);
        var told = reporter.report(service, plan, now, context);
        metrics.done(sample, plan);
        return told ? next(plan) : UpdateControl.<ModelService>noUpdate().rescheduleAfter(SOON);
    }

    /** A refused write is told like anything else; JOSDK tries again. */
    @Override
    public ErrorStatusUpdateControl<ModelService> updateErrorStatus(
            ModelService service, Context<ModelService> context, Exception failure) {
        if (failure instanceof ApplyFailure refused) {
            var now = clock.instant();
            var plan = planner.refused(observer.observe(service, context), refused.finding(), now);
            // Where somebody was quicker, the retry that follows tells it.
            var _ = reporter.report(service, plan, now, context);
            metrics.refused(refused.finding());
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    private static UpdateControl<ModelService> next(Plan plan) {
        UpdateControl<ModelService> done = UpdateControl.noUpdate();
        return plan.wakeAfter() == null ? done : done.rescheduleAfter(plan.wakeAfter());
    }
}
