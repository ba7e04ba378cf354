package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.door.Door;
import dev.modelservice.gateway.door.Place;
import dev.modelservice.gateway.measure.RevisionMeasure;
import dev.modelservice.gateway.measure.StatusClass;
import dev.modelservice.gateway.route.Revision;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a request for another revision. Its answer is thrown away; its status is compared with the original's. It never holds
 * up the original: where the other revision has no place, or does not take the body as fast, there is no copy.
 */
final class Mirror implements Attempt.Owner, RequestBody.Sink {

    private static final long ENOUGH = TimeUnit.SECONDS.toMillis(60);
    private static final int COMPARE_MILLIS = 50;
    private static final int BROKEN = 502;
    private static final int TOO_LATE = 504;
    private static final int MOST_WAITING_BYTES = 1 << 20;

    private final Loop loop;
    private final Door door;
    private final HttpServerRequest request;
    private final RequestBody body;
    private final Delivery original;
    private final RevisionMeasure measure;
    private final Attempt attempt;
    private final Buffer early = Buffer.buffer();
    private final long started = System.nanoTime();
    private final long length;
    private long timer;
    private boolean connected;
    private boolean begun;
    private boolean wholeEarly;
    private boolean over;

    private Mirror(Loop loop, Door door, Place place, HttpServerRequest request, RequestBody body, Delivery original) {
        this.loop = loop;
        this.door = door;
        this.request = request;
        this.body = body;
        this.original = original;
        this.measure = place.measure();
        this.attempt = new Attempt(place, loop.upstreams(), this);
        this.length = body.lengthOnward();
    }

    static void begin(
            Loop loop,
            Door door,
            Revision other,
            HttpServerRequest request,
            RequestBody body,
            String uri,
            Delivery original) {
        Place place = door.spare(other, System.nanoTime());
        if (place == null) {
            RevisionMeasure counts = loop.parts().measures().find(door.series(other.name()));
            if (counts != null) {
                counts.mirrorSkipped();
            }
            return;
        }
        Mirror mirror = new Mirror(loop, door, place, request, body, original);
        body.copyTo(mirror);
        // On behalf of no request: what goes wrong with a copy is none of the original's affairs.
        loop.run(() -> mirror.begin(uri));
    }

    private void begin(String uri) {
        if (!over) {
            timer = loop.later(ENOUGH, () -> broken(TOO_LATE));
            attempt.begin(request.method(), false, uri);
        }
    }

    @Override
    public void connected(HttpClientRequest onward, Attempt current) {
        Onward.head(request, onward, length, false, loop);
        connected = true;
        if (wholeEarly) {
            current.end(early.length() == 0 ? null : early);
        } else if (early.length() > 0) {
            current.write(early);
        }
    }

    @Override
    public void write(Buffer piece) {
        if (over) {
            return;
        }
        if (!connected) {
            early.appendBuffer(piece);
        } else if (!attempt.isFull()) {
            attempt.write(piece);
        }
        if (early.length() > MOST_WAITING_BYTES || (connected && attempt.isFull())) {
            skip();
        }
    }

    @Override
    public void end(@Nullable Buffer last) {
        if (!over && connected) {
            attempt.end(last);
        } else if (last != null) {
            early.appendBuffer(last);
        }
        wholeEarly = true;
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void answered(HttpClientResponse response, Attempt current) {
        response.handler(_ -> firstByte());
        response.exceptionHandler(_ -> broken(BROKEN));
        response.endHandler(_ -> {
            if (!over) {
                firstByte();
                end();
                attempt.complete();
                compare(response.statusCode(), System.nanoTime() - started);
            }
        });
    }

    private void firstByte() {
        if (!begun) {
            begun = true;
            measure.mirrorFirstByte(System.nanoTime() - started);
        }
    }

    /** The original may take longer than its copy. */
    private void compare(int status, long time) {
        if (original.isAnswered()) {
            measure.mirrored(time, StatusClass.ofHttp(status), original.status() == status);
        } else if (original.isOver()) {
            measure.mirrorSkipped();
        } else {
            loop.later(COMPARE_MILLIS, () -> compare(status, time));
        }
    }

    @Override
    public void failed(Throwable problem, boolean reached, Attempt failed) {
        // A request would have been given to another replica where this one is not reached.
        if (reached) {
            broken(BROKEN);
        } else {
            skip();
        }
    }

    /** The other revision took the copy and did not answer it: a client would have got this status. */
    private void broken(int status) {
        if (!over) {
            end();
            attempt.giveUp();
            compare(status, System.nanoTime() - started);
        }
    }

    @Override
    public void drained() {}

    private void skip() {
        if (!over) {
            end();
            attempt.giveUp();
            measure.mirrorSkipped();
        }
    }

    private void end() {
        over = true;
        loop.cancel(timer);
        body.endCopy();
        door.leave(attempt.place());
    }
}
