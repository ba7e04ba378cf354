package dev.modelservice.fetch;

import java.util.Locale;

/** How a file is packed, by its name. */
enum Packing {
    NONE,
    TAR,
    TAR_GZ,
    ZIP;

    static Packing of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".tar")) {
            return TAR;
        }
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            return TAR_GZ;
        }
        return name.endsWith(".zip") ? ZIP : NONE;
    }
}
