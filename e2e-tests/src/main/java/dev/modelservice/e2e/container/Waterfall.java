package dev.modelservice.e2e.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the steps of one start were done, counted from the start of its container's process. */
public final class Waterfall {
    /** Options of {@code docker run} with which the runtime and its JVM tell their steps, a dozen lines more than usual. */
    public static final List<String> TOLD = List.of(
            "--env=JAVA_TOOL_OPTIONS=-Xlog:startuptime:stderr:utctime",
            "--env=QUARKUS_LOG_CATEGORY__DEV_MODELSERVICE_RUNTIME__LEVEL=DEBUG");

    private static final Pattern JVM_LINE = Pattern.compile("\\[(\\d{4}-[^]]+)] (.*)");
    private static final DateTimeFormatter JVM_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a start is made of. The engine's steps go on beside the server's. Last is what it took. */
    public enum Step {
        PROCESS("process: the JVM's first line", "StubRoutines"),
        JVM("JVM: up, cached classes mapped", "Create VM,"),
        LIBRARY("engine: its library is loaded", "ONNX Runtime "),
        LOADING("server: configured, the model begins to load", "Loading model "),
        OPEN("engine: the model is open", " is open"),
        MODEL("engine: the model has answered its warm-up", " is ready: "),
        LISTENING("server: up, with the metrics of the JVM", "Listening on: "),
        READY("a client sees /q/health/ready answer 200", ""),
        PROCESSORS("time of processors used until then", "");

        private final String meaning;
        private final String mark;

        Step(String meaning, String mark) {
            this.meaning = meaning;
            this.mark = mark;
        }

        public String meaning() {
            return meaning;
        }
    }

    private final Map<Step, Duration> steps = new EnumMap<>(Step.class);

    private Waterfall() {}

    /** Reads them from the log of a container that is ready since then. */
    public static Waterfall of(RuntimeContainer container, Instant ready) {
        var waterfall = new Waterfall();
        waterfall.steps.put(Step.PROCESSORS, container.processorTime());
        Instant start = container.startedAt();
        container.logWith(Step.LISTENING.mark).lines().forEach(line -> waterfall.read(line, start));
        waterfall.steps.put(Step.READY, Duration.between(start, ready));
        return waterfall;
    }

    /** Empty where the log says nothing of it. */
    public Optional<Duration> at(Step step) {
        return Optional.ofNullable(steps.get(step));
    }

    private void read(String line, Instant start) {
        Matcher jvm = JVM_LINE.matcher(line);
        if (jvm.matches()) {
            note(OffsetDateTime.parse(jvm.group(1), JVM_TIME).toInstant(), jvm.group(2), start);
        } else if (line.startsWith("{")) {
            try {
                JsonNode entry = JSON.readTree(line);
                note(
                        Instant.parse(entry.path("timestamp").asText()),
                        entry.path("message").asText(),
                        start);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a line of the log is no JSON: " + line, e);
            }
        }
    }

    private void note(Instant time, String message, Instant start) {
        for (Step step : Step.values()) {
            if (!step.mark.isEmpty() && message.contains(step.mark)) {
                steps.putIfAbsent(step, Duration.between(start, time));
            }
        }
    }
}
