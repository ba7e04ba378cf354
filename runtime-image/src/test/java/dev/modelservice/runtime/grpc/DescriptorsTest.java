package dev.modelservice.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.internal.SchemaEncoder;
import inference.GrpcPredictV2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okio.FileSystem;
import org.junit.jupiter.api.Test;

/** What reflection tells is what the {@code .proto} files say, and these agree with the published protocol. */
final class DescriptorsTest {

    private static final Path SOURCES = Path.of("src/main/proto");
    private static final Path RESOURCE =
            Path.of("src/main/resources/dev/modelservice/runtime/grpc", Descriptors.RESOURCE);

    @Test
    void theDescriptorsAreThoseOfTheSources() throws IOException {
        byte[] expected = compiled().toByteArray();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(RESOURCE.getParent());
            Files.write(RESOURCE, expected);
        }

        assertThat(Files.readAllBytes(RESOURCE))
                .as("%s is not what %s says; if the change is meant: -Dgolden.update=true", RESOURCE, SOURCES)
                .isEqualTo(expected);
    }

    @Test
    void theDescriptorsCanBeLinked() throws Exception {
        for (FileDescriptorProto file :
                FileDescriptorSet.parseFrom(Files.readAllBytes(RESOURCE)).getFileList()) {
            assertThat(FileDescriptor.buildFrom(file, new FileDescriptor[0]).getServices())
                    .as(file.getName())
                    .hasSize(1);
        }
    }

    /** Field by field, under the names and numbers of a client's stubs, which were made of the published file. */
    @Test
    void theProtocolIsThePublishedOne() throws IOException {
        Map<String, String> ours = new TreeMap<>();
        Map<String, String> published = new TreeMap<>();
        for (FileDescriptorProto file : compiled().getFileList()) {
            if (file.getPackage().equals("inference")) {
                describe(file, ours);
            }
        }
        describe(GrpcPredictV2.getDescriptor().toProto(), published);

        assertThat(published).hasSizeGreaterThan(60);
        assertThat(ours).containsAllEntriesOf(published);
    }

    private static void describe(FileDescriptorProto file, Map<String, String> into) {
        file.getMessageTypeList().forEach(message -> describe(message, message.getName(), into));
        for (MethodDescriptorProto method : file.getService(0).getMethodList()) {
            into.put(
                    file.getService(0).getName() + "/" + method.getName(),
                    method.getInputType()
                            + method.getClientStreaming()
                            + method.getOutputType()
                            + method.getServerStreaming());
        }
    }

    private static void describe(DescriptorProto message, String name, Map<String, String> into) {
        message.getNestedTypeList().forEach(nested -> describe(nested, name + "." + nested.getName(), into));
        for (FieldDescriptorProto field : message.getFieldList()) {
            into.put(
                    name + "." + field.getName(),
                    field.getNumber() + " " + field.getLabel() + " " + field.getType() + " " + field.getTypeName());
        }
    }

    private static FileDescriptorSet compiled() throws IOException {
        SchemaLoader loader = new SchemaLoader(FileSystem.SYSTEM);
        loader.initRoots(List.of(Location.get(SOURCES.toString())), List.of());
        Schema schema = loader.loadSchema();
        SchemaEncoder encoder = new SchemaEncoder(schema);
        List<FileDescriptorProto> files = new ArrayList<>();
        for (ProtoFile file : schema.getProtoFiles()) {
            if (Files.exists(SOURCES.resolve(file.getLocation().getPath()))) {
                files.add(withMapEntries(
                        FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray())));
            }
        }
        files.sort(Comparator.comparing(FileDescriptorProto::getName));
        return FileDescriptorSet.newBuilder().addAllFile(files).build();
    }

    /** The encoder leaves out that the entries of maps are that, and not messages of their own. */
    private static FileDescriptorProto withMapEntries(FileDescriptorProto file) {
        FileDescriptorProto.Builder marked = file.toBuilder();
        marked.getMessageTypeBuilderList().forEach(DescriptorsTest::markMapEntries);
        return marked.build();
    }

    private static void markMapEntries(DescriptorProto.Builder message) {
        message.getNestedTypeBuilderList().forEach(DescriptorsTest::markMapEntries);
        if (message.getName().endsWith("Entry")) {
            message.getOptionsBuilder().setMapEntry(true);
        }
    }
}
