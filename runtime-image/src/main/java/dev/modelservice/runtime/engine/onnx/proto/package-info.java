/**
 * What a model file says about itself, read before ONNX Runtime sees it: protocol buffers, without their library.
 *
 * <p>Imports no ONNX Runtime.
 */
@NullMarked
package dev.modelservice.runtime.engine.onnx.proto;

import org.jspecify.annotations.NullMarked;
