package dev.modelservice.runtime.generate;

/**
 * One turn of a conversation.
 *
 * @param role {@code system}, {@code user} or {@code assistant}, or another that the model's chat template knows
 */
public record ChatMessage(String role, String content) {}
