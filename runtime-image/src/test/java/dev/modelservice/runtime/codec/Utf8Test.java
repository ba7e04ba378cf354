package dev.modelservice.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class Utf8Test {

    @Test
    void halfASurrogatePairIsNotWhole() {
        assertThat(Utf8.isWhole("ä😀")).isTrue();
        assertThat(Utf8.isWhole("")).isTrue();
        assertThat(Utf8.isWhole("\ud83d")).isFalse();
        assertThat(Utf8.isWhole("\ude00\ud83d")).isFalse();
        assertThat(Utf8.isWhole("\ud83dx")).isFalse();
    }

    @Test
    void wordsAreBoundedAndCanBeSent() {
        assertThat(Utf8.words("input 'x'")).isEqualTo("input 'x'");
        assertThat(Utf8.words("a\ud83db")).isEqualTo("a?b");
        assertThat(Utf8.words("x".repeat(1_000_000))).hasSize(2001).endsWith("x…");
        // Cut between the halves of a pair.
        assertThat(Utf8.words("x".repeat(1999) + "😀😀")).isEqualTo("x".repeat(1999) + "?…");
    }
}
