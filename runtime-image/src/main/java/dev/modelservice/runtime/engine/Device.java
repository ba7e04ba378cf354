package dev.modelservice.runtime.engine;

/** What computes. */
public enum Device {
    /** A GPU where this image and this node have one, and the CPUs otherwise. */
    AUTO,
    CPU,
    /** A GPU of NVIDIA's, or the model is not served. */
    CUDA
}
