package dev.modelservice.runtime.engine.onnx;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why ONNX Runtime would not open a file, in words for the one who made the file. */
final class OpeningProblem {

    private static final Pattern OPERATOR_SET =
            Pattern.compile("Opset (\\d+) is under development.* domain (\\S+) is till opset (\\d+)", Pattern.DOTALL);
    /** Where in ONNX Runtime's own sources something went wrong. */
    private static final Pattern SOURCE_LINE = Pattern.compile("/\\S*onnxruntime_src/\\S+ .*?\\) (?=[A-Z\\[])");

    private OpeningProblem() {}

    static String explain(Path file, String version, String problem) {
        Matcher operatorSet = OPERATOR_SET.matcher(problem);
        if (operatorSet.find()) {
            return "%s needs operator set %s of %s; expected at most %s, the last that ONNX Runtime %s knows. Export the model with an older one"
                    .formatted(file, operatorSet.group(1), operatorSet.group(2), operatorSet.group(3), version);
        }
        if (problem.contains("ORT_INVALID_PROTOBUF")) {
            return "%s is no ONNX model, or only a part of one; expected the protobuf that an export to ONNX writes"
                    .formatted(file);
        }
        return "%s cannot be opened: expected an ONNX model that ONNX Runtime %s can run, but it says: %s"
                .formatted(
                        file,
                        version,
                        SOURCE_LINE.matcher(problem).replaceAll("").strip());
    }
}
