package dev.modelservice.runtime.engine.onnx;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why ONNX Runtime would not open a file, in words for the one who made the file. */
final class OpeningProblem {

    private static final Pattern OPERATOR_SET =
            Pattern.compile("Opset (\\d+) is under development.* domain (\\S+) is till opset (\\d+)", Pattern.DOTALL);
    private static final Pattern SOURCE_LINE = Pattern.compile("/\\S*onnxruntime_src/\\S+ .*?\\) (?=[A-Z\\[])");

    private static final Pattern FORMAT =
            Pattern.compile("Unsupported model IR version: (\\d+), max supported IR version: (\\d+)");

    private static final Pattern OPERATOR = Pattern.compile("In Node, \\(\".*?\", (\\S+), \"(\\S*?)\",");
    private static final Pattern REGISTERED = Pattern.compile("Fatal error: (\\S*):(\\S+)\\(");

    private OpeningProblem() {}

    static String explain(Path file, String version, String problem) {
        Matcher operatorSet = OPERATOR_SET.matcher(problem);
        if (operatorSet.find()) {
            return "%s needs operator set %s of %s; expected at most %s, the last that ONNX Runtime %s knows. Export the model with an older one"
                    .formatted(file, operatorSet.group(1), operatorSet.group(2), operatorSet.group(3), version);
        }
        Matcher format = FORMAT.matcher(problem);
        if (format.find()) {
            return "%s is in version %s of the ONNX format; expected at most %s, the last that ONNX Runtime %s knows. Export the model with an older onnx"
                    .formatted(file, format.group(1), format.group(2), version);
        }
        Matcher operator = OPERATOR.matcher(problem);
        if (operator.find() && problem.contains("No ")) {
            return unknownOperator(file, version, operator.group(2), operator.group(1));
        }
        Matcher registered = REGISTERED.matcher(problem);
        if (registered.find()) {
            return unknownOperator(file, version, registered.group(1), registered.group(2));
        }
        if (problem.contains("ORT_INVALID_PROTOBUF")) {
            return isNoModel(file);
        }
        return "%s cannot be opened: expected an ONNX model that ONNX Runtime %s can run, but it says: %s"
                .formatted(file, version, withoutSourceLines(problem));
    }

    static String isNoModel(Path file) {
        return "%s is no ONNX model, or only a part of one; expected the protobuf that an export to ONNX writes"
                .formatted(file);
    }

    private static String unknownOperator(Path file, String version, String domain, String operator) {
        return "%s needs the operator %s of %s, which ONNX Runtime %s does not have; expected operators of ONNX's own or of ONNX Runtime's. Export the model without custom ones"
                .formatted(file, operator, domain.isEmpty() ? "ai.onnx" : domain, version);
    }

    /** What went wrong, without where in ONNX Runtime's own sources. */
    static String withoutSourceLines(String problem) {
        return SOURCE_LINE.matcher(problem).replaceAll("").strip();
    }
}
