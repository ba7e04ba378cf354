package dev.modelservice.images;

import java.util.Arrays;
import java.util.List;

/** The command line: writes one image's archive and prints the image's reference. */
public final class BuildImage {
    private static final String USAGE = """
            usage: application name=… repository=… title=… base=ARCHIVE directory=FAST-JAR ports=8080,…
                               [beside=PATH-IN-IMAGE:FOLDER,…] output=FOLDER cache=FOLDER
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
        var archive = new Archive(arguments.path("output"), arguments.path("cache"));
        String name = arguments.text("name");
        return switch (command) {
            case "application" ->
                archive.writeTaggedByDigest(name, arguments.text("repository"), application(arguments));
            case "model" -> archive.write(name, arguments.text("reference"), model(arguments));
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static ApplicationImage application(Arguments arguments) {
        return new ApplicationImage(
                arguments.text("title"),
                arguments.file("base"),
                arguments.folder("directory"),
                arguments.folders("beside"),
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
