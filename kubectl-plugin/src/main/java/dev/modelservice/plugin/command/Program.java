package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What was typed, done. */
public final class Program {

    /** For what could not be found out: a wrong option, a name that is not there, a cluster that does not answer. */
    static final int NOT_KNOWN = 4;

    private static final String SUGGEST = "__complete";

    private Program() {}

    /** The exit code. */
    public static int run(Console console, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(SUGGEST)) {
            return Suggest.run(console, List.of(arguments).subList(1, arguments.length));
        }
        return commandLine(console).execute(arguments);
    }

    static CommandLine commandLine(Console console) {
        return new CommandLine(new Root(console))
                .registerConverter(Duration.class, Program::duration)
                .setOut(new java.io.PrintWriter(console.out(), true))
                .setErr(new java.io.PrintWriter(console.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((problem, typed) -> misunderstood(console, problem))
                .setExecutionExceptionHandler((problem, command, typed) -> failed(console, problem));
    }

    /** As kubectl writes it: 90s, 10m, 1h30m. */
    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("write a time such as 90s or 10m, and not '" + text + "'");
        }
    }

    private static int misunderstood(Console console, CommandLine.ParameterException problem) {
        console.complain(problem.getMessage());
        console.err()
                .println("See " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return NOT_KNOWN;
    }

    private static int failed(Console console, Exception problem) throws Exception {
        console.complain(
                switch (problem) {
                    case Refusal refusal -> refusal.getMessage();
                    case IllegalArgumentException choice -> choice.getMessage();
                    case KubernetesClientException answer -> words(answer);
                    default -> throw problem;
                });
        return NOT_KNOWN;
    }

    /** The API server's own words, or what kept it from saying any. */
    private static String words(KubernetesClientException answer) {
        if (answer.getStatus() != null && answer.getStatus().getMessage() != null) {
            return answer.getCode() == 404 && answer.getStatus().getMessage().contains("could not find the requested")
                    ? "the cluster does not know ModelServices: install the operator's chart"
                    : answer.getStatus().getMessage();
        }
        var cause = root(answer);
        return "the cluster does not answer: "
                + Arrays.asList(cause.getClass().getSimpleName(), Objects.requireNonNullElse(cause.getMessage(), ""))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .reduce((left, right) -> left + ": " + right)
                        .orElse("");
    }

    private static Throwable root(Throwable problem) {
        var cause = problem.getCause();
        return cause == null || cause == problem ? problem : root(cause);
    }
}
