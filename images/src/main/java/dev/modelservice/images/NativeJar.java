package dev.modelservice.images;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A library of the runtime that carries its native code for every platform, and would unpack its own at each start. It is
 * told in {@code images/runtime/java.options} where the files lie instead.
 */
enum NativeJar {
    ONNX_RUNTIME("com.microsoft.onnxruntime.onnxruntime", "ai/onnxruntime/native/", "linux-x64/", "linux-aarch64/"),
    TOKENIZERS("ai.djl.huggingface.tokenizers-", "native/lib/", "linux-x86_64/cpu/", "linux-aarch64/cpu/"),
    JNA("net.java.dev.jna.jna-", "com/sun/jna/", "linux-x86-64/", "linux-aarch64/");

    private static final List<String> ENDINGS = List.of(".so", ".a", ".dll", ".dylib", ".jnilib");
    /** What debuggers of one platform want. */
    private static final Pattern SYMBOLS = Pattern.compile("\\.dSYM/");

    private final String jar;
    private final String folder;
    private final String amd64;
    private final String arm64;

    NativeJar(String jar, String folder, String amd64, String arm64) {
        this.jar = jar;
        this.folder = folder;
        this.amd64 = amd64;
        this.arm64 = arm64;
    }

    static Optional<NativeJar> of(String fileName) {
        return Arrays.stream(values())
                .filter(each -> fileName.startsWith(each.jar))
                .findFirst();
    }

    /** Whether an entry of the jar is native code, of whatever platform. */
    boolean isNative(String entry) {
        return entry.startsWith(folder)
                && (ENDINGS.stream().anyMatch(entry::endsWith)
                        || SYMBOLS.matcher(entry).find());
    }

    /** The name of the file that an image for the processor has in place of the entry; none where it has no use for it. */
    Optional<String> file(String entry, String architecture) {
        String mine = folder + (architecture.equals("arm64") ? arm64 : amd64);
        return isNative(entry) && entry.startsWith(mine) && entry.indexOf('/', mine.length()) < 0
                ? Optional.of(entry.substring(mine.length()))
                : Optional.empty();
    }
}
