package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.FieldFinder;
import org.jspecify.annotations.Nullable;

/** What is looked for in an OpenAI body before it goes on: the model, and where sessions need it the user. */
final class BodyLook {

    /** Who looks. */
    interface Owner {

        void named(String model);

        /** @param user null where the body names none, or not within what may be looked into */
        void askedBy(@Nullable String user);

        void refuse(Problem problem);
    }

    private final RequestBody body;
    private final int mostBytes;
    private final Owner owner;
    private boolean forUser;
    private @Nullable FieldFinder finder;

    BodyLook(RequestBody body, int mostBytes, Owner owner) {
        this.body = body;
        this.mostBytes = mostBytes;
        this.owner = owner;
    }

    void forModel() {
        finder = body.lookInto();
    }

    /** Also after the model was found: what was read for that is looked at first. */
    void forUser() {
        forUser = true;
        finder = body.lookInto();
        more();
    }

    /** More of the body is here, or its end. */
    void more() {
        if (finder == null) {
            return;
        }
        boolean isAll = finder.isEnded() || finder.isBroken() || body.isComplete();
        boolean isEnough = body.lookedInto() >= mostBytes;
        String model = finder.model();
        if (forUser) {
            if (isAll || isEnough || finder.user() != null) {
                owner.askedBy(found(finder.user()));
            }
        } else if (model != null) {
            found(model);
            owner.named(model);
        } else if (isAll) {
            owner.refuse(Refusals.NO_MODEL);
        } else if (isEnough) {
            owner.refuse(Refusals.modelTooFarBehind(mostBytes));
        }
    }

    private @Nullable String found(@Nullable String value) {
        body.pause();
        finder = null;
        return value;
    }
}
