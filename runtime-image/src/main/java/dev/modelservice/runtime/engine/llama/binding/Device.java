package dev.modelservice.runtime.engine.llama.binding;

/** Something that can compute. */
public record Device(Kind kind, String description) {

    /** In the order of llama.cpp's numbers. */
    public enum Kind {
        CPU,
        GPU,
        INTEGRATED_GPU,
        ACCELERATOR,
        OTHER;

        static Kind of(int number) {
            return number >= 0 && number < OTHER.ordinal() ? values()[number] : OTHER;
        }
    }

    public boolean isGpu() {
        return kind == Kind.GPU || kind == Kind.INTEGRATED_GPU;
    }
}
