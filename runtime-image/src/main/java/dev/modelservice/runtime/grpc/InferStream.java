package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.serve.Visit;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ModelStreamInfer}: each message is a request with an answer of its own, at work at the same time and answered in
 * order. Lives on the event loop of its call.
 */
final class InferStream implements MessageReader.Intake {

    /** So many are at work or wait before the client is not read any more. */
    private static final int MAX_UNANSWERED = 64;

    private final Call call;
    private final Entrance entrance;
    private final Inferrer inferrer;
    private final Limits limits;
    private final MessageReader reader;
    private final Deque<Place> places = new ArrayDeque<>();
    private @Nullable Visit arriving;
    private long timer = -1;
    private boolean halfClosed;
    private boolean paused;

    /** A request that waits for its answer, or an answer that waits for those before it. */
    private static final class Place {
        private final Visit visit;
        private byte @Nullable [] answer;

        Place(Visit visit) {
            this.visit = visit;
        }
    }

    private InferStream(Call call, Entrance entrance, Inferrer inferrer, Limits limits) {
        this.call = call;
        this.entrance = entrance;
        this.inferrer = inferrer;
        this.limits = limits;
        this.reader = new MessageReader(limits.bytes(), this);
    }

    static void open(Call call, Entrance entrance, Inferrer inferrer, Limits limits) {
        InferStream stream = new InferStream(call, entrance, inferrer, limits);
        call.request().handler(stream::chunk);
        call.request().endHandler(_ -> stream.halfClose());
        call.onEnd(stream::leave);
    }

    private void chunk(Buffer chunk) {
        if (call.isOver() || chunk.length() == 0) {
            return;
        }
        try {
            reader.chunk(chunk);
            watch();
        } catch (RejectedException e) {
            // Where the next message would begin is not known any more.
            end(e.rejection());
        }
    }

    @Override
    public void hold(int bytes) {
        InferenceService.hold(arriving(), bytes);
    }

    private Visit arriving() {
        Visit visit = arriving;
        if (visit == null) {
            visit = entrance.begin(Protocol.V2_GRPC, "ModelStreamInfer", call.request()::getHeader);
            arriving = visit;
        }
        return visit;
    }

    @Override
    public void message(boolean compressed, byte[] bytes) {
        Visit visit = arriving();
        arriving = null;
        Place place = new Place(visit);
        places.add(place);
        Message message = new Message(bytes, call.coding(compressed));
        visit.refusal()
                .ifPresentOrElse(
                        refusal -> {
                            visit.count(Outcome.of(refusal));
                            fill(place, failure(refusal));
                        },
                        () -> inferrer.infer(visit, message, call.remaining(), outlet(place)));
        if (places.size() >= MAX_UNANSWERED) {
            pause();
        }
    }

    private Inferrer.Outlet outlet(Place place) {
        return new Inferrer.Outlet() {
            @Override
            public byte[] encode(InferenceResponse response, InferRequest request) {
                WireWriter message = new WireWriter();
                message.message(2, content -> GrpcCodec.write(response, request, content));
                return message.toByteArray();
            }

            @Override
            public void answer(byte[] message) {
                ready(place, message);
            }

            @Override
            public void refuse(Rejection rejection) {
                ready(place, failure(rejection));
            }
        };
    }

    private static byte[] failure(Rejection rejection) {
        WireWriter message = new WireWriter();
        message.text(1, Utf8.words(rejection.message()));
        return message.toByteArray();
    }

    private void ready(Place place, byte[] answer) {
        call.context().runOnContext(_ -> fill(place, answer));
    }

    private void fill(Place place, byte[] answer) {
        place.answer = answer;
        for (Place first = places.peek(); first != null && first.answer != null; first = places.peek()) {
            call.send(first.answer);
            places.remove();
            first.visit.leave();
        }
        if (halfClosed && places.isEmpty()) {
            call.end(GrpcStatus.OK, "");
        } else if (call.isFull()) {
            // Who does not take answers is not asked for more requests.
            pause();
            call.onRoom(this::resume);
        } else if (places.size() < MAX_UNANSWERED) {
            resume();
        }
    }

    private void pause() {
        if (!paused) {
            paused = true;
            call.request().pause();
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            call.request().resume();
        }
    }

    /** Sees to it that a message which has begun is here in time. */
    private void watch() {
        call.vertx().cancelTimer(timer);
        if (reader.isWithin()) {
            timer = call.vertx()
                    .setTimer(
                            limits.seconds() * 1000L,
                            _ -> end(new Rejection.TooSlow("a message did not arrive within the " + limits.seconds()
                                    + " seconds that are allowed")));
        }
    }

    private void halfClose() {
        halfClosed = true;
        if (reader.isWithin()) {
            end(new Rejection.Malformed("the call ended in the middle of a message"));
        } else if (places.isEmpty()) {
            call.end(GrpcStatus.OK, "");
        }
    }

    private void end(Rejection rejection) {
        Visit visit = arriving;
        if (visit != null) {
            visit.count(Outcome.of(rejection));
        }
        call.refuse(rejection);
    }

    private void leave() {
        call.vertx().cancelTimer(timer);
        Visit visit = arriving;
        if (visit != null) {
            visit.leave();
        }
        places.forEach(place -> place.visit.leave());
        places.clear();
    }
}
