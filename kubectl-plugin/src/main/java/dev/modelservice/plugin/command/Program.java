package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What was typed, done. */
public final class Program {

    /** For what could not be found out: a wrong option, a name that is not there, a cluster that does not answer. */
    static final int NOT_KNOWN = 4;

    private static final String SUGGEST = "__complete";

    private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("get", Get::new);
        COMMANDS.put("status", Status::new);
        COMMANDS.put("promote", Promote::new);
        COMMANDS.put("pause", Pause::new);
        COMMANDS.put("resume", Resume::new);
        COMMANDS.put("abort", Abort::new);
        COMMANDS.put("retry", Retry::new);
        COMMANDS.put("undo", Undo::new);
        COMMANDS.put("history", History::new);
        COMMANDS.put("diff", Diff::new);
        COMMANDS.put("completion", Completion::new);
        COMMANDS.put("version", Version::new);
    }

    private Program() {}

    /** The exit code. */
    public static int run(Console console, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(SUGGEST)) {
            return Suggest.run(console, List.of(arguments).subList(1, arguments.length));
        }
        var first = arguments.length == 0 ? "" : arguments[0];
        return commandLine(console, COMMANDS.containsKey(first) ? Set.of(first) : COMMANDS.keySet())
                .execute(arguments);
    }

    /** All commands. */
    static CommandLine commandLine(Console console) {
        return commandLine(console, COMMANDS.keySet());
    }

    /** Only those that are needed: to look at the options of all of them takes as long as to ask the cluster. */
    private static CommandLine commandLine(Console console, Set<String> names) {
        var root = new CommandLine(new Root(console));
        COMMANDS.forEach((name, command) -> {
            if (names.contains(name)) {
                root.addSubcommand(name, command.get());
            }
        });
        return root.registerConverter(Duration.class, Program::duration)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
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
        console.complain(String.valueOf(problem.getMessage()));
        console.err().println("See " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return NOT_KNOWN;
    }

    private static int failed(Console console, Exception problem) throws Exception {
        console.complain(
                switch (problem) {
                    case Refusal refusal -> String.valueOf(refusal.getMessage());
                    case IllegalArgumentException choice -> String.valueOf(choice.getMessage());
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
        var words = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return "the cluster does not answer: " + cause.getClass().getSimpleName() + words;
    }

    private static Throwable root(Throwable problem) {
        var cause = problem.getCause();
        return cause == null ? problem : root(cause);
    }
}
