package dev.modelservice.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitApplicationTest {
    private static final String ONNX_RUNTIME = "lib/main/com.microsoft.onnxruntime.onnxruntime-1.0.jar";

    @TempDir
    Path directory;

    @Test
    void takesNativeCodeOutOfTheJarsThatCarryItForEveryPlatform() throws IOException {
        jar(
                ONNX_RUNTIME,
                "META-INF/MANIFEST.MF",
                "ai/onnxruntime/OrtSession.class",
                "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
                "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib",
                "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib.dSYM/Contents/Info.plist",
                "ai/onnxruntime/native/win-x64/onnxruntime.dll");

        var files = split("amd64");

        assertThat(files)
                .containsExactly("native/libonnxruntime.so: ai/onnxruntime/native/linux-x64/libonnxruntime.so");
        assertThat(entries(ONNX_RUNTIME)).containsExactly("META-INF/MANIFEST.MF", "ai/onnxruntime/OrtSession.class");
    }

    @Test
    void takesWhatIsForTheOtherProcessor() throws IOException {
        jar(
                "lib/main/ai.djl.huggingface.tokenizers-1.0.jar",
                "native/lib/tokenizers.properties",
                "native/lib/linux-x86_64/cpu/libtokenizers.so",
                "native/lib/linux-aarch64/cpu/libtokenizers.so");
        jar(
                "lib/main/net.java.dev.jna.jna-1.0.jar",
                "com/sun/jna/Native.class",
                "com/sun/jna/linux-x86-64/libjnidispatch.so",
                "com/sun/jna/linux-aarch64/libjnidispatch.so");

        assertThat(split("arm64"))
                .containsExactly(
                        "native/libjnidispatch.so: com/sun/jna/linux-aarch64/libjnidispatch.so",
                        "native/libtokenizers.so: native/lib/linux-aarch64/cpu/libtokenizers.so");
        assertThat(entries("lib/main/ai.djl.huggingface.tokenizers-1.0.jar"))
                .containsExactly("native/lib/tokenizers.properties");
    }

    @Test
    void leavesEveryOtherFileAsItIs() throws IOException {
        jar("lib/main/other-1.0.jar", "lib/linux-x64/libother.so");

        assertThat(split("amd64")).isEmpty();

        assertThat(output("lib/main/other-1.0.jar"))
                .hasSameBinaryContentAs(directory.resolve("in/lib/main/other-1.0.jar"));
    }

    @Test
    void makesTheSameBytesOfTheSameJar() throws IOException {
        jar(ONNX_RUNTIME, "ai/onnxruntime/OrtSession.class", "ai/onnxruntime/native/win-x64/onnxruntime.dll");
        new SplitApplication(directory.resolve("in"), "amd64").write(directory.resolve("first"));

        split("amd64");

        assertThat(output(ONNX_RUNTIME))
                .hasSameBinaryContentAs(directory.resolve("first").resolve(ONNX_RUNTIME));
    }

    @ParameterizedTest
    @CsvSource({
        "com.microsoft.onnxruntime.onnxruntime-1.29.0.jar,ONNX_RUNTIME",
        "com.microsoft.onnxruntime.onnxruntime_gpu-1.29.0.jar,ONNX_RUNTIME",
        "io.netty.netty-common-4.1.jar,"
    })
    void knowsTheJarsByTheirNames(String file, NativeJar expected) {
        assertThat(NativeJar.of(file).orElse(null)).isEqualTo(expected);
    }

    /** Every entry holds its own name. */
    private void jar(String name, String... entries) throws IOException {
        Path file = directory.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    /** What lies in the folder for native code, with the contents. */
    private List<String> split(String architecture) throws IOException {
        new SplitApplication(directory.resolve("in"), architecture).write(output(""));
        var found = new TreeMap<String, String>();
        try (var files = Files.list(output("native"))) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return found.entrySet().stream()
                .map(file -> "native/" + file.getKey() + ": " + file.getValue())
                .toList();
    }

    private List<String> entries(String jar) throws IOException {
        try (var zip = new ZipFile(output(jar).toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private Path output(String name) {
        return directory.resolve("out").resolve(name);
    }
}
