package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.serve.Drain;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Answers at once what needs no run of the model. */
@Singleton
public final class ShortAnswers {

    private final Drain drain;

    public ShortAnswers(Drain drain) {
        this.drain = drain;
    }

    /** Sends the answer, or why there is none. */
    public void give(RoutingContext routing, ProblemShape problems, Supplier<Answer> answer) {
        try {
            Responses.whole(routing, 200, answer.get(), drain.isDraining());
        } catch (RejectedException e) {
            Problem problem = Problem.of(e.rejection());
            Responses.json(routing, problem.status(), problems.body(problem), drain.isDraining());
        }
    }
}
