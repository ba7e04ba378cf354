package dev.modelservice.operator.check;

import dev.modelservice.api.v1alpha1.Reason;
import java.util.Locale;

/** Reads what the kubelet and the container runtime say about an image that was not pulled. */
final class PullMessage {

    private PullMessage() {}

    /** The cause, the same whether the kubelet is trying or backing off. */
    static String cause(String message) {
        var error = message.indexOf("rpc error:");
        var cause = error < 0 ? message : message.substring(error);
        var description = cause.indexOf("desc = ");
        return description < 0 ? cause : cause.substring(description + "desc = ".length());
    }

    /** Why a model image was not pulled: registries tell only in words. */
    static Reason modelReason(String cause) {
        var words = cause.toLowerCase(Locale.ROOT);
        if (words.contains("401")
                || words.contains("403")
                || words.contains("unauthorized")
                || words.contains("denied")) {
            return Reason.MODEL_FORBIDDEN;
        }
        return words.contains("not found") || words.contains("manifest unknown")
                ? Reason.MODEL_NOT_FOUND
                : Reason.MODEL_UNREACHABLE;
    }
}
