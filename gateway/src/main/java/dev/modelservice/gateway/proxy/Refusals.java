package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.ModelName;
import dev.modelservice.gateway.route.ModelRoute;
import org.jspecify.annotations.Nullable;

/** What clients are told, and what they can do about it. */
final class Refusals {

    static final Problem POST_ONLY =
            new Problem(Kind.METHOD, "send this with POST; the body's field model says which model it is for");
    static final Problem NOT_YET =
            new Problem(Kind.NOT_READY, "the gateway does not know the cluster yet; if this lasts, its log says why");
    static final Problem NO_MODEL =
            new Problem(Kind.BAD_REQUEST, "the body has to be a JSON object with the field model: NAMESPACE/NAME");
    static final Problem NO_MEMORY =
            new Problem(Kind.NO_MEMORY, "the gateway has no memory left to look for the model's name; try again");
    static final Problem NO_ANSWER = new Problem(
            Kind.TIMEOUT, "there was no answer within the model's time limit (endpoint.requestTimeoutSeconds)");
    static final Problem SLOW_BODY = new Problem(Kind.SLOW_BODY, "the body comes too slowly, or does not come");

    static final Problem INTERNAL = new Problem(
            Kind.INTERNAL, "the gateway failed at this request; its log says where, and the fault is its own");

    private Refusals() {}

    static Problem modelTooFarBehind(int bytes) {
        return new Problem(
                Kind.BAD_REQUEST,
                "the field model is not within the body's first %d bytes; write it as the first field"
                        .formatted(bytes));
    }

    static Problem unknownRevision(ModelRoute route, String wanted) {
        return new Problem(
                Kind.NOT_FOUND,
                "'%s' has no revision '%s'; leave the header modelservice-revision out"
                        .formatted(route.name(), wanted));
    }

    static Problem tooLarge(@Nullable ModelRoute route) {
        if (route == null) {
            return new Problem(Kind.TOO_LARGE, "the body is too large");
        }
        return new Problem(
                Kind.TOO_LARGE,
                "the body is larger than the %d bytes that '%s' takes (endpoint.maxRequestBytes)"
                        .formatted(route.limits().maxRequestBytes(), route.name()));
    }

    static Problem unreachable(ModelName name) {
        return new Problem(
                Kind.UNREACHABLE,
                "the pods of '%s' take no connections; the request reached none of them".formatted(name));
    }

    static Problem lost(ModelName name) {
        return new Problem(
                Kind.LOST,
                "the pod of '%s' ended the connection; whether it did the work is not known".formatted(name));
    }
}
