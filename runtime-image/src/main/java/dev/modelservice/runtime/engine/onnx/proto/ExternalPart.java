package dev.modelservice.runtime.engine.onnx.proto;

/**
 * Where some weights are outside of the model's own file.
 *
 * @param tensor whose weights they are
 * @param location of the file, relative to the model's
 * @param end of the part in that file, in bytes; 0 where the model does not say
 */
public record ExternalPart(String tensor, String location, long end) {}
