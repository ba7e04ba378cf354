package dev.modelservice.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command line: writes one image's archive and prints the image's reference, or makes ready what goes into one. */
public final class BuildImage {
    private static final String USAGE = """
            usage: split directory=FAST-JAR into=FOLDER
                   application name=… repository=… title=… base=ARCHIVE directory=FOLDER ports=8080,…
                               [beside=PATH-IN-IMAGE:FOLDER,…] [environment=NAME=VALUE,…] output=FOLDER cache=FOLDER
                   model name=… reference=… title=… directory=FOLDER output=FOLDER cache=FOLDER""";

    private BuildImage() {}

    /** Runs one command; a failure ends the program with its cause. */
    public static void main(String[] words) throws Exception {
        if (words.length == 0) {
            throw new IllegalArgumentException(USAGE);
        }
        List<String> rest = Arrays.asList(words).subList(1, words.length);
        System.out.println(run(words[0], Arguments.parse(rest)));
    }

    private static String run(String command, Arguments arguments) throws Exception {
        return switch (command) {
            case "split" -> split(arguments);
            case "application" ->
                archive(arguments)
                        .writeTaggedByDigest(
                                arguments.text("name"), arguments.text("repository"), application(arguments));
            case "model" ->
                archive(arguments).write(arguments.text("name"), arguments.text("reference"), model(arguments));
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static Archive archive(Arguments arguments) {
        return new Archive(arguments.path("output"), arguments.path("cache"));
    }

    private static String split(Arguments arguments) throws IOException {
        Path into = arguments.path("into");
        new SplitApplication(arguments.folder("directory"), architecture()).write(into);
        return into.toString();
    }

    private static ApplicationImage application(Arguments arguments) {
        return new ApplicationImage(
                arguments.text("title"),
                arguments.file("base"),
                arguments.folder("directory"),
                arguments.folders("beside"),
                arguments.pairs("environment", "="),
                arguments.numbers("ports"));
    }

    private static ModelImage model(Arguments arguments) {
        return new ModelImage(arguments.text("title"), arguments.folder("directory"), architecture());
    }

    /** Container images name processors as Go does. */
    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
