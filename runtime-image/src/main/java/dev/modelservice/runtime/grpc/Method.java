package dev.modelservice.runtime.grpc;

/** What answers the calls of one method. */
@FunctionalInterface
interface Method {

    /**
     * Begins with a call, on its event loop, before its first message is read.
     *
     * @throws dev.modelservice.runtime.request.RejectedException if the call is to be refused
     */
    void begin(Call call);
}
