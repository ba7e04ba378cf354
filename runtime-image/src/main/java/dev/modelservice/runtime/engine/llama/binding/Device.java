package dev.modelservice.runtime.engine.llama.binding;

/** Something that can compute. */
public record Device(Kind kind, String description) {

    /** What kind of thing it is. */
    public enum Kind {
        CPU,
        GPU,
        INTEGRATED_GPU,
        ACCELERATOR,
        OTHER;

        /** By llama.cpp's number. */
        static Kind of(int number) {
            return switch (number) {
                case 0 -> CPU;
                case 1 -> GPU;
                case 2 -> INTEGRATED_GPU;
                case 3 -> ACCELERATOR;
                default -> OTHER;
            };
        }
    }

    public boolean isGpu() {
        return kind == Kind.GPU || kind == Kind.INTEGRATED_GPU;
    }
}
