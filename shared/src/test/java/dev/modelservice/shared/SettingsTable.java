package dev.modelservice.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that a page of the documentation lists, below "Settings" and above "Metrics".
 *
 * @param page in {@code docs/}
 */
public record SettingsTable(String page) {

    private static final Pattern ROW = Pattern.compile("\\| (`[^|]*`) \\| ([^|]*?) ?\\|");

    /** The table has each of them with its default, and no other. */
    public void lists(Class<?> settings) throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", page)).stream()
                .dropWhile(line -> !line.equals("## Settings"))
                .takeWhile(line -> !line.equals("## Metrics"))
                .map(ROW::matcher)
                .filter(Matcher::lookingAt)
                .map(row -> (row.group(1) + " " + row.group(2)).strip())
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(settings.getMethods())
                        .map(SettingsTable::expected)
                        .toList());
    }

    private static String expected(Method setting) {
        String name = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        WithDefault usual = setting.getAnnotation(WithDefault.class);
        return usual == null ? "`" + name + "`" : "`" + name + "` `" + usual.value() + "`";
    }
}
