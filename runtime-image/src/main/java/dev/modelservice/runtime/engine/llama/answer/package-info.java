/**
 * From the bytes of tokens to pieces of text that can be sent: whole characters, and nothing of a stop text.
 *
 * <p>Pure; imports nothing of ours but {@code generate}.
 */
@NullMarked
package dev.modelservice.runtime.engine.llama.answer;

import org.jspecify.annotations.NullMarked;
