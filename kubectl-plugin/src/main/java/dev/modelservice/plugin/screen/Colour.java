package dev.modelservice.plugin.screen;

import dev.modelservice.plugin.view.State;

/** What a colour says. */
enum Colour {
    GOOD("32"),
    BAD("31"),
    WAITING("33"),
    MOVING("36"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Colour of(State state) {
        return switch (state) {
            case COMPLETE -> GOOD;
            case ROLLED_BACK, STALLED -> BAD;
            case PAUSED, INCONCLUSIVE, UNDONE, UNKNOWN -> WAITING;
            case PROGRESSING, PROMOTING, UNSEEN, STARTING -> MOVING;
        };
    }
}
