package dev.modelservice.gateway;

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
import org.junit.jupiter.api.Test;

/** The settings in the documentation are those that there are, with their defaults. */
final class SettingsDocTest {

    private static final Pattern ROW = Pattern.compile("\\| (`[^|]*`) \\| ([^|]*?) ?\\|");
    private static final Path DOCUMENT = Path.of("..", "docs", "gateway.md");

    @Test
    void everySettingIsListedWithItsDefaultAndNoOtherIs() throws IOException {
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals("## Settings"))
                .takeWhile(line -> !line.equals("## Metrics"))
                .map(ROW::matcher)
                .filter(Matcher::lookingAt)
                .map(row -> (row.group(1) + " " + row.group(2)).strip())
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(GatewayConfig.class.getMethods())
                        .map(SettingsDocTest::expected)
                        .toList());
    }

    private static String expected(Method setting) {
        String name = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        WithDefault usual = setting.getAnnotation(WithDefault.class);
        return usual == null ? "`" + name + "`" : "`" + name + "` `" + usual.value() + "`";
    }
}
