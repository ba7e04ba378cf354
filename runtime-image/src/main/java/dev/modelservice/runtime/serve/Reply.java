package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Rejection;

/** Takes the one end of a request, on a thread that answers others too: to be left soon. */
public interface Reply {

    void answered(InferenceResponse response);

    void refused(Rejection rejection);
}
