package dev.modelservice.operator.scaling;

/** Requests a second over a time. */
enum Shape {
    STEP("step: from 1 to 40 at a time for 5 min", 900),
    SPIKE("spike: ten times as much for 10 s", 900),
    DIURNAL("day in half an hour: 0 to 40 at a time", 2100),
    ON_OFF("on and off every 40 s: 20 at a time", 1200),
    TRICKLE("one request every 20 s", 900),
    FROM_ZERO("from nothing to 25 at a time", 900);

    private final String words;
    private final int seconds;

    Shape(String words, int seconds) {
        this.words = words;
        this.seconds = seconds;
    }

    String words() {
        return words;
    }

    int seconds() {
        return seconds;
    }

    double at(double second) {
        return switch (this) {
            case STEP -> second < 67 ? 4 : second < 367 ? 160 : 0;
            case SPIKE -> second >= 600 ? 0 : second >= 307 && second < 317 ? 160 : 16;
            case DIURNAL -> second < 1800 ? 80 * (1 - Math.cos(second * Math.PI / 900)) : 0;
            case ON_OFF -> second < 800 && second % 80 < 40 ? 80 : 0;
            case TRICKLE -> second < 600 && second % 20 < 0.5 ? 2 : 0;
            case FROM_ZERO -> second >= 67 && second < 367 ? 100 : 0;
        };
    }
}
