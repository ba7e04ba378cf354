package dev.modelservice.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryRoomTest {

    @ParameterizedTest(name = "a model of {0} MiB in a container of {1} MiB: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0    | 200  |
            850  | 1000 |
            851  | 1000 | the files are 851 MiB, and this container may use 1000 MiB; raise resources.limits.memory to about 1.5 GiB
            5325 | 2048 | the files are 5.2 GiB, and this container may use 2.0 GiB; raise resources.limits.memory to about 8.3 GiB
            100  | 128  | the files are 100 MiB, and this container may use 128 MiB; raise resources.limits.memory to about 512 MiB
            """)
    void saysWhatWouldDoWhereAModelCannotFit(long model, long container, @Nullable String words) {
        MemoryRoom room = new MemoryRoom(container << 20, 0);

        assertThat(room.objection("the files are", model << 20)).isEqualTo(Optional.ofNullable(words));
    }

    @Test
    void theHeapIsNotForModels() {
        assertThat(new MemoryRoom(1000, 400).besideTheHeap()).isZero();
        assertThat(new MemoryRoom(1L << 30, 400L << 20).besideTheHeap()).isEqualTo(524L << 20);
    }

    @Test
    void thisProcessHasARoomOfItsOwn() {
        MemoryRoom room = MemoryRoom.ofThisProcess();

        assertThat(room.bytes()).isBetween(1L << 28, 1L << 50);
        assertThat(room.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    }
}
