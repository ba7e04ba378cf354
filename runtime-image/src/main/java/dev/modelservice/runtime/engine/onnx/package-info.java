/**
 * The ONNX Runtime backend: opens a model file and runs tensors through it.
 *
 * <p>Must not import a transport; the only package that imports {@code ai.onnxruntime}.
 */
@NullMarked
package dev.modelservice.runtime.engine.onnx;

import org.jspecify.annotations.NullMarked;
