package dev.modelservice.gateway;

import dev.modelservice.shared.SettingsTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The settings in the documentation are those that there are, with their defaults. */
final class SettingsDocTest {

    @Test
    void everySettingIsListedWithItsDefaultAndNoOtherIs() throws IOException {
        new SettingsTable("gateway.md").lists(GatewayConfig.class);
    }
}
