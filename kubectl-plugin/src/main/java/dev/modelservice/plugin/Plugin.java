package dev.modelservice.plugin;

import dev.modelservice.plugin.command.Console;
import dev.modelservice.plugin.command.Program;

/** The entry point. */
final class Plugin {

    private Plugin() {}

    public static void main(String... arguments) {
        // The client's threads would keep the process for a while.
        System.exit(Program.run(Console.ofProcess(), arguments));
    }
}
