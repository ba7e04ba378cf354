package dev.modelservice.e2e.bench.options;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A benchmark's command line: names of parts, and {@code --name=value}.
 *
 * @param named the parts that were named; none for those that are usual
 */
public record Options(List<String> named, Map<String, String> given) {
    private static final String PREFIX = "--";

    /** Refuses whatever is not known. */
    public static Options parse(List<String> parts, Set<String> known, String... arguments) {
        Map<String, String> given = Arrays.stream(arguments)
                .filter(Options::isOption)
                .map(argument -> argument.substring(PREFIX.length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
        var named = Arrays.stream(arguments)
                .filter(Predicate.not(Options::isOption))
                .toList();
        if (!known.containsAll(given.keySet()) || !parts.containsAll(named)) {
            throw new IllegalArgumentException(
                    "Known are the parts " + parts + " and the options " + known + ", given " + List.of(arguments));
        }
        return new Options(named, given);
    }

    private static boolean isOption(String argument) {
        return argument.startsWith(PREFIX);
    }

    /** What to measure: these, unless others were named. */
    public List<String> partsOr(List<String> usual) {
        return named.isEmpty() ? usual : named;
    }

    public String text(String name, String usual) {
        return given.getOrDefault(name, usual);
    }

    public int number(String name, int usual) {
        return Integer.parseInt(text(name, Integer.toString(usual)));
    }

    public List<Integer> numbers(String name, String usual) {
        return Arrays.stream(text(name, usual).split(",")).map(Integer::valueOf).toList();
    }

    /** A JVM's flags, which may have commas within them. */
    public List<String> flags(String name) {
        return Arrays.stream(text(name, "").split(",(?=-)"))
                .filter(flag -> !flag.isEmpty())
                .toList();
    }
}
