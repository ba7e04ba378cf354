package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.grpc.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The protocol buffers of this server, as the compiler describes them to tools. */
final class Descriptors {

    /** Made of {@code src/main/proto}; {@code DescriptorsTest} keeps the two together. */
    static final String RESOURCE = "descriptors.binpb";

    private final Map<String, ByteBuffer> files = new HashMap<>();
    private final Map<String, ByteBuffer> symbols = new HashMap<>();
    private final TreeSet<String> services = new TreeSet<>();

    private Descriptors() {}

    static Descriptors read() {
        try (InputStream resource = Descriptors.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            Descriptors descriptors = new Descriptors();
            WireReader set = new WireReader(ByteBuffer.wrap(resource.readAllBytes()));
            while (set.next()) {
                descriptors.file(set.bytes());
            }
            return descriptors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all services, sorted. */
    Iterable<String> services() {
        return services;
    }

    Optional<ByteBuffer> file(String name) {
        return Optional.ofNullable(files.get(name)).map(ByteBuffer::duplicate);
    }

    /** The file that has a message, an enum, a service or a method of this full name. */
    Optional<ByteBuffer> fileWith(String symbol) {
        return Optional.ofNullable(symbols.get(symbol)).map(ByteBuffer::duplicate);
    }

    private void file(ByteBuffer file) {
        String scope = "";
        for (WireReader fields = new WireReader(file); fields.next(); ) {
            switch (fields.field()) {
                case 1 -> files.put(fields.text(), file);
                case 2 -> scope = fields.text();
                default -> {}
            }
        }
        for (WireReader fields = new WireReader(file); fields.next(); ) {
            switch (fields.field()) {
                case 4, 5 -> type(fields.message(), scope, file);
                case 6 -> service(fields.message(), scope, file);
                default -> {}
            }
        }
    }

    /** A message or an enum; types within it have its name before theirs. */
    private void type(WireReader type, String scope, ByteBuffer file) {
        String name = "";
        while (type.next()) {
            switch (type.field()) {
                case 1 -> {
                    name = scope + "." + type.text();
                    symbols.put(name, file);
                }
                case 3 -> type(type.message(), name, file);
                default -> {}
            }
        }
    }

    private void service(WireReader service, String scope, ByteBuffer file) {
        String name = "";
        while (service.next()) {
            switch (service.field()) {
                case 1 -> {
                    name = scope + "." + service.text();
                    symbols.put(name, file);
                    services.add(name);
                }
                case 2 -> symbols.put(name + "." + name(service.message()), file);
                default -> {}
            }
        }
    }

    private static String name(WireReader fields) {
        String name = "";
        while (fields.next()) {
            if (fields.field() == 1) {
                name = fields.text();
            }
        }
        return name;
    }
}
