package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks files and folders, and nothing else: a link could lead out of the folder, and a model needs none.
 *
 * <p>What is unpacked counts against the limit, so a small file cannot fill the disk.
 */
final class Unpacker {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_ENTRIES = 100_000;

    private final Path root;
    private final long maxBytes;
    private long bytes;
    private int entries;

    Unpacker(Path root, long maxBytes) {
        this.root = root;
        this.maxBytes = maxBytes;
    }

    void unpack(Path archive, Packing packing) throws FetchException {
        try {
            switch (packing) {
                case TAR -> {
                    try (InputStream in = Files.newInputStream(archive)) {
                        tar(in);
                    }
                }
                case TAR_GZ -> {
                    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), BUFFER)) {
                        tar(in);
                    }
                }
                case ZIP -> zip(archive);
                case NONE -> throw new IllegalArgumentException("not packed");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new FetchException(
                    Reason.ModelCorrupt,
                    "the archive is broken, or no %s at all: %s; pack it again"
                            .formatted(
                                    packing.name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', '.'),
                                    e.getMessage()));
        }
    }

    private void tar(InputStream in) throws IOException, FetchException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory()) {
                    folder(entry.getName());
                } else if (entry.isLink() || entry.isSymbolicLink()) {
                    throw EntryPath.refused(entry.getName(), "it is a link; pack the file itself (tar --dereference)");
                } else if (!entry.isFile() || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
                    throw EntryPath.refused(entry.getName(), "it is neither a file nor a folder");
                } else {
                    file(entry.getName(), tar);
                }
            }
        }
    }

    private void zip(Path archive) throws IOException, FetchException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
                if (entry.isDirectory()) {
                    folder(entry.getName());
                } else if (entry.isUnixSymlink()) {
                    throw EntryPath.refused(entry.getName(), "it is a link; pack the file itself");
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        file(entry.getName(), in);
                    }
                }
            }
        }
    }

    private void folder(String name) throws IOException, FetchException {
        count(name);
        Files.createDirectories(root.resolve(EntryPath.inside(name)));
    }

    private void file(String name, InputStream in) throws IOException, FetchException {
        count(name);
        Path target = root.resolve(EntryPath.inside(name));
        if (target.equals(root)) {
            throw EntryPath.refused(name, "it has no name");
        }
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw new FetchException(
                            Reason.ModelTooLarge,
                            "the archive unpacks to more than the %d bytes that are allowed; raise the limit or use a smaller model"
                                    .formatted(maxBytes));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void count(String name) throws FetchException {
        if (++entries > MOST_ENTRIES) {
            throw EntryPath.refused(name, "there are more than %d entries".formatted(MOST_ENTRIES));
        }
    }
}
