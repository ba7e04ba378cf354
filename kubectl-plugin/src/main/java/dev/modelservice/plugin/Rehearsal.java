package dev.modelservice.plugin;

import dev.modelservice.plugin.command.Console;
import dev.modelservice.plugin.command.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Runs a command for each line of its input, all in one process, so that the JVM's AOT cache has what any of them needs. */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String... shared) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            int code = Program.run(Console.ofProcess(), line.split(" ", -1));
            if (code != 0) {
                System.err.println(line + " ended with " + code);
                System.exit(1);
            }
        }
        System.exit(0);
    }
}
