package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.route.FieldFinder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way to a replica: piece by piece, only as fast as that takes it. Kept are the pieces in which the model's
 * name is looked for, and the first ones of a gRPC call, which may have to be sent to another replica.
 */
final class RequestBody {

    /** Where pieces go. */
    interface Sink {

        void write(Buffer piece);

        void end(@Nullable Buffer last);

        boolean isFull();
    }

    /** Who has to know what becomes of it. */
    interface Owner {

        /** More was read of a body that is looked into, or its end. */
        void looked();

        void tooLarge();

        void noMemory();
    }

    private static final int KEPT_FOR_ANOTHER_TRY = 65_536;
    private static final long DISCARDED = 8_388_608;

    private final HttpServerRequest request;
    private final Owner owner;
    private final long declared;
    private final Kept kept;
    private long most = Long.MAX_VALUE;
    private long received;
    private long lastPiece;
    private boolean complete;
    private boolean keeps;
    private boolean discards;
    private boolean paused = true;
    private @Nullable FieldFinder finder;
    private @Nullable Sink sink;
    private @Nullable Sink copy;

    RequestBody(HttpServerRequest request, Owner owner, Memory memory, long now) {
        this.request = request;
        this.owner = owner;
        this.kept = new Kept(memory);
        this.lastPiece = now;
        this.declared = Headers.contentLength(request.headers());
        this.complete = declared == 0 || (declared < 0 && isBodiless(request));
        request.pause();
        request.handler(this::piece);
        request.endHandler(_ -> ended());
    }

    /** Whether there is none; HTTP/2 does not say so beforehand. */
    private static boolean isBodiless(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Bounds it; false if it says itself that it is larger. */
    boolean limit(long bytes) {
        most = bytes;
        return declared <= bytes && received <= bytes;
    }

    /** Reads on and keeps what is read, until the owner has seen enough. */
    FieldFinder lookInto() {
        if (finder == null) {
            finder = new FieldFinder();
        }
        resume();
        return finder;
    }

    /** The model has another name at its server than here. */
    void rename(String model) {
        if (finder != null) {
            kept.replace(finder.renamed(kept.whole(), model));
        }
    }

    /** How long it is on the way to the replica; -1 for unknown. */
    long lengthOnward() {
        return declared < 0 ? -1 : declared + kept.growth();
    }

    /** From now on the first pieces are kept, in case they have to be sent once more. */
    void keep() {
        keeps = true;
    }

    /** Whether everything that was sent could be sent once more. */
    boolean canRepeat() {
        return keeps;
    }

    /** An answer came: nothing is sent once more. */
    void settle() {
        keeps = false;
        kept.release();
    }

    /** Sends it there, from its beginning. */
    void flowTo(Sink target) {
        finder = null;
        sink = target;
        boolean isWhole = complete;
        int count = kept.count();
        for (int i = 0; i < count && goesTo(target); i++) {
            boolean last = isWhole && i == count - 1;
            give(kept.piece(i), last);
        }
        if (!goesTo(target)) {
            return;
        }
        if (!keeps) {
            kept.release();
        }
        if (isWhole && count == 0) {
            if (copy != null) {
                copy.end(null);
                // Another try must not end it once more.
                copy = null;
            }
            target.end(null);
        }
        // Also where all of it is here: its end is still to be read, before the connection's next request can be.
        if (isWhole || !target.isFull()) {
            resume();
        }
    }

    /** Whether it does so still: one that failed at once may have been replaced, by one that has got everything by now. */
    @SuppressWarnings("ReferenceEquality") // this one, not one like it
    private boolean goesTo(Sink target) {
        return sink == target;
    }

    /** A second one gets every piece too, from the beginning. */
    void copyTo(Sink second) {
        copy = second;
    }

    void endCopy() {
        copy = null;
    }

    /** The replica takes more. */
    void drained() {
        if (!complete) {
            resume();
        }
    }

    private void resume() {
        // Vert.x does not take it where the request was read to its end, or its client is gone.
        if (paused && !request.isEnded()) {
            paused = false;
            request.resume();
        }
    }

    void pause() {
        if (!paused && !request.isEnded()) {
            paused = true;
            request.pause();
        }
    }

    private void piece(Buffer piece) {
        received += piece.length();
        lastPiece = System.nanoTime();
        if (discards) {
            if (received > DISCARDED) {
                request.connection().close();
            }
            return;
        }
        if (received > most) {
            owner.tooLarge();
            return;
        }
        if (finder != null) {
            look(finder, piece);
            return;
        }
        boolean last = declared >= 0 && received >= declared;
        complete |= last;
        if (keeps) {
            keepPiece(piece);
        }
        give(piece, last);
        if (!last && sink != null && sink.isFull()) {
            pause();
        }
    }

    private void keepPiece(Buffer piece) {
        if (kept.bytes() + piece.length() > KEPT_FOR_ANOTHER_TRY || !kept.add(piece)) {
            settle();
        }
    }

    private void give(Buffer piece, boolean last) {
        if (copy != null) {
            send(copy, piece, last);
        }
        if (sink != null) {
            send(sink, piece, last);
        }
    }

    private static void send(Sink to, Buffer piece, boolean last) {
        if (last) {
            to.end(piece);
        } else {
            to.write(piece);
        }
    }

    private void look(FieldFinder looking, Buffer piece) {
        if (!kept.add(piece)) {
            owner.noMemory();
            return;
        }
        complete |= declared >= 0 && received >= declared;
        looking.feed(piece.getBytes());
        owner.looked();
    }

    private void ended() {
        if (complete || discards) {
            complete = true;
            return;
        }
        complete = true;
        if (finder != null) {
            owner.looked();
            return;
        }
        if (copy != null) {
            copy.end(null);
        }
        if (sink != null) {
            sink.end(null);
        }
    }

    /** Nobody wants it any more: what still comes is thrown away, so that the client reads its answer; but not for ever. */
    void discard() {
        if (!discards) {
            discards = true;
            sink = null;
            copy = null;
            finder = null;
            kept.release();
            resume();
        }
    }

    /** Whether all of it is here. */
    boolean isComplete() {
        return complete;
    }

    /** Bytes that were kept to look into. */
    long lookedInto() {
        return kept.bytes();
    }

    long received() {
        return received;
    }

    /** Whether its client is the one who is waited for, and has sent nothing since then. */
    boolean isSilentSince(long then) {
        return !complete && !paused && lastPiece - then < 0;
    }

    boolean isPaused() {
        return paused;
    }
}
