package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What kubectl asks a plugin when the user wants a word completed: a line for each word that would do, and a directive. */
final class Suggest {

    /** Tells kubectl's shell script that files would not do. */
    private static final String NO_FILES = ":4\n";

    private final Console console;
    private final CommandLine commands;

    private Suggest(Console console) {
        this.console = console;
        this.commands = Program.commandLine(console);
    }

    /** The last word is the one to complete; it may be empty. */
    static int run(Console console, List<String> words) {
        var begun = words.isEmpty() ? "" : words.getLast();
        var line = Typed.of(words.isEmpty() ? List.of() : words.subList(0, words.size() - 1));
        var text = new StringBuilder();
        new Suggest(console)
                .words(line, begun)
                .filter(word -> word.startsWith(begun))
                .forEach(word -> text.append(word).append('\n'));
        console.print(text + NO_FILES);
        return 0;
    }

    private Stream<String> words(Typed line, String begun) {
        if (line.command() == null) {
            return begun.startsWith("-") ? options(commands) : commands.getSubcommands().keySet().stream();
        }
        @Nullable CommandLine command = commands.getSubcommands().get(line.command());
        if (command == null) {
            return Stream.empty();
        }
        if (begun.startsWith("-")) {
            return options(command);
        }
        return fromCluster(line, command);
    }

    private static Stream<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()));
    }

    /** Where the cluster does not answer there is nothing to suggest; the command itself will say why. */
    private Stream<String> fromCluster(Typed line, CommandLine command) {
        var root = new Root(console);
        line.into(root);
        try (var cluster = root.cluster()) {
            var positions = command.getCommandSpec().positionalParameters();
            int position = line.positions().size();
            if ("--to-revision".equals(line.open()) || (line.isDiff() && position > 0 && position < 3)) {
                return cluster.history(line.positions().getFirst()).history().stream()
                        .map(revision -> revision.getMetadata().getName());
            }
            boolean name = position == 0
                    && line.open() == null
                    && positions.stream().anyMatch(each -> each.paramLabel().equals("NAME"));
            return name
                    ? cluster.services().stream()
                            .map(service -> service.getMetadata().getName())
                    : Stream.empty();
        } catch (Refusal | KubernetesClientException | java.util.NoSuchElementException e) {
            return Stream.empty();
        }
    }
}
