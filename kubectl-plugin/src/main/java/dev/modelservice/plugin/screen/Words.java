package dev.modelservice.plugin.screen;

import dev.modelservice.api.v1alpha1.VerdictStatus;
import dev.modelservice.plugin.view.PodView;
import dev.modelservice.plugin.view.RevisionView;
import dev.modelservice.plugin.view.Role;
import dev.modelservice.plugin.view.State;

/** How single things are written on every screen. */
final class Words {

    private Words() {}

    static String state(State state, Ink ink) {
        return ink.paint(Colour.of(state), state.icon() + " " + state.word());
    }

    static String role(Role role, Ink ink) {
        return switch (role) {
            case STABLE -> ink.paint(Colour.GOOD, role.word());
            case CANDIDATE -> ink.paint(Colour.MOVING, role.word());
            case REFUSED -> ink.paint(Colour.BAD, role.word());
            case EARLIER -> role.word();
        };
    }

    static String verdict(VerdictStatus verdict, Ink ink) {
        return switch (verdict.verdict()) {
            case VerdictStatus.PASS -> ink.paint(Colour.GOOD, "✔ " + verdict.verdict());
            case VerdictStatus.FAIL -> ink.paint(Colour.BAD, "✖ " + verdict.verdict());
            default -> ink.paint(Colour.WAITING, "? " + verdict.verdict());
        };
    }

    static String pod(PodView pod, Ink ink) {
        return switch (pod.health()) {
            case READY -> ink.paint(Colour.GOOD, "✔ " + pod.reason());
            case ON_THE_WAY -> ink.paint(Colour.MOVING, "◌ " + pod.reason());
            case FAILING -> ink.paint(Colour.BAD, "✖ " + pod.reason());
        };
    }

    static String number(RevisionView revision) {
        return revision.number() == null ? "-" : revision.number().toString();
    }

    static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
