package dev.modelservice.gateway.route;

/** The paths of OpenAI's API: those below {@code /v1/}, and {@code /openai/v1/} as KServe has them. */
public final class OpenAiPaths {

    private static final String SHORT = "/v1/";
    private static final String LONG = "/openai/v1/";

    private OpenAiPaths() {}

    /** The length of the API's prefix in a path that ends before {@code end}; 0 for another path. */
    static int prefix(String uri, int end) {
        if (uri.startsWith(SHORT) && end > SHORT.length()) {
            return SHORT.length();
        }
        return uri.startsWith(LONG) && end > LONG.length() ? LONG.length() : 0;
    }

    /** Whether a path is one of OpenAI's, and not one of KServe's V1, such as {@code /v1/models/NAME:predict}. */
    public static boolean isOpenAi(String uri) {
        return uri.startsWith(LONG) || (uri.startsWith(SHORT) && !uri.startsWith("models/", SHORT.length()));
    }
}
