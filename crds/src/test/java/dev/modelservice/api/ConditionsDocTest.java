package dev.modelservice.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page about conditions says what the enums say. */
class ConditionsDocTest {

    private static final Path PAGE = Path.of("../docs/conditions.md");

    @Test
    void pageIsTheOneThatTheEnumsSay() throws IOException {
        var generated = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, generated);
        }
        assertThat(generated)
                .as("If the change is meant: make golden, then read the git diff of %s", PAGE.getFileName())
                .isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        return """
                <!-- Made from ConditionType and Reason by ConditionsDocTest; change them, then run make golden. -->
                # Conditions and reasons

                A ModelService says in `status.conditions` how it is. Each condition has a `status` (`True`, `False` or
                `Unknown`), a `reason` out of the closed list below, a `message` for people that says what to do next, and the
                `observedGeneration` that it speaks about. Alerts and scripts may rely on types and reasons; messages may change.

                ```
                kubectl get modelservices -o wide
                kubectl describe modelservice NAME
                kubectl wait --for=condition=Ready modelservice/NAME --timeout=5m
                ```

                ## Conditions

                | condition | meaning |
                |---|---|
                %s

                `Reconciling` and `Stalled` are what kstatus reads, and with it `helm --wait` and GitOps tools. At most one of
                them is `True`. When both are `False`, what the spec asks for is in place.

                ## Reasons

                | reason | what is the case | what to do |
                |---|---|---|
                %s
                """.formatted(
                        Arrays.stream(ConditionType.values())
                                .map(type -> row(code(type.value()), type.meaning()))
                                .collect(joining("\n")),
                        Arrays.stream(Reason.values())
                                .map(reason -> row(code(reason.value()), reason.meaning(), reason.remedy()))
                                .collect(joining("\n")));
    }

    private static String row(String... cells) {
        return Arrays.stream(cells).map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
    }

    private static String code(String value) {
        return "`" + value + "`";
    }
}
