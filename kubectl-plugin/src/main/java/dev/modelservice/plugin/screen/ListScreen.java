package dev.modelservice.plugin.screen;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.plugin.view.Overview;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One line for each ModelService. */
public final class ListScreen {

    private ListScreen() {}

    public static String of(List<ModelService> services, Ink ink, Instant now) {
        if (services.isEmpty()) {
            return "There are no ModelServices.\n";
        }
        var table = new Table()
                .row("NAME", "STATUS", "STRATEGY", "STEP", "SET", "ACTUAL", "READY", "STABLE", "CANDIDATE", "AGE");
        services.stream()
                .map(Overview::of)
                .sorted(Comparator.comparing(Overview::name))
                .forEach(each -> table.row(
                        each.name(),
                        Words.state(each.state(), ink),
                        each.strategy(),
                        Words.orDash(each.step()),
                        Words.orDash(each.setWeight()),
                        Words.orDash(each.actualWeight()),
                        each.ready() + "/" + each.wanted(),
                        Words.orDash(each.stable()),
                        Words.orDash(each.candidate()),
                        Age.of(each.created(), now)));
        return table.text();
    }
}
